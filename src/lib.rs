//! sao
