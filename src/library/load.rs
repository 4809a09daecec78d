//! Texts come in: read, made into trees, put together into versions.

use super::states::{self, Folder};
use super::{Library, walks};
use crate::syntax::{self, tree};
use crate::text::catalogue::reading;
use crate::text::{Diagnostic, Source, SourceId};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Below this many bytes of text a second thread costs more than it saves.
const LITTLE: usize = 40_000;

/// Room for the deepest nesting that the language allows.
const STACK: usize = 8 << 20;

/// What came of one file.
enum Page {
    Here(SourceId),
    Broken(Diagnostic),
}

/// A tree, and what is wrong with its text.
type Parsed = (tree::File, Vec<Diagnostic>);

impl Library {
    /// A library that leaves out the files that hold nothing but tests: enough
    /// to score and to explain, and quicker to load. A file that holds tests
    /// beside rules is read whole.
    #[must_use]
    pub fn without_tests() -> Library {
        Library {
            without_tests: true,
            ..Library::default()
        }
    }

    /// Adds the files of one version of a ruleset, of decisions that amend one,
    /// or of crosswalks between versions: names and bytes (UTF-8). The order of
    /// adding makes no difference: a version and its amendments find each
    /// other, and every state of the text is made ([`Library::rulesets`]).
    ///
    /// What is wrong with them is in [`Library::findings`] afterwards; a
    /// version with errors is never used to score.
    pub fn add<N: Into<String>, B: AsRef<[u8]>>(
        &mut self,
        files: impl IntoIterator<Item = (N, B)>,
    ) {
        self.add_all([files]);
    }

    /// [`Library::add`] for several folders of files at once: quicker than one
    /// after the other, with the same result. Large texts are read by as many
    /// threads as there are cores.
    pub fn add_all<N: Into<String>, B: AsRef<[u8]>, F: IntoIterator<Item = (N, B)>>(
        &mut self,
        folders: impl IntoIterator<Item = F>,
    ) {
        let mut pages: Vec<(usize, Page)> = Vec::new();
        let mut count = 0;
        for files in folders {
            let before = pages.len();
            let mut left_out = false;
            for (name, bytes) in files {
                self.files += 1;
                match self.page(name.into(), bytes.as_ref()) {
                    Some(page) => pages.push((count, page)),
                    None => left_out = true,
                }
            }
            if pages.len() > before || !left_out {
                count += 1;
            }
        }
        let trees = self.parse(&pages);
        let mut folders: Vec<(Vec<tree::File>, Vec<Diagnostic>)> = Vec::new();
        folders.resize_with(count, Default::default);
        let mut trees = trees.into_iter();
        for (at, page) in pages {
            let Some((files, found)) = folders.get_mut(at) else {
                continue;
            };
            match page {
                Page::Here(_) => {
                    if let Some((tree, mut wrong)) = trees.next() {
                        files.push(tree);
                        found.append(&mut wrong);
                    }
                }
                Page::Broken(why) => found.push(why),
            }
        }
        let size = self.sources.iter().map(|(_, s)| s.text().len()).sum();
        let built = each(folders, size, |(mut trees, found)| {
            let (walks, alone) = walks::take(&mut trees);
            (walks, Folder::new(trees, found, alone))
        });
        for (mut walks, folder) in built {
            self.walks.append(&mut walks);
            self.folders.push(folder);
        }
        self.states = states::link(&self.folders, &mut self.made);
        let mut walks = self.check_walks();
        self.states.findings.append(&mut walks);
    }

    /// A file; `None` when it is left out.
    fn page(&mut self, name: String, bytes: &[u8]) -> Option<Page> {
        match Source::from_bytes(name.clone(), bytes) {
            Ok(source) => {
                if self.without_tests && syntax::holds_only_tests(&source) {
                    return None;
                }
                Some(Page::Here(self.sources.add(source)))
            }
            Err(e) => Some(Page::Broken(reading::not_utf8(&name, &e))),
        }
    }

    fn parse(&self, pages: &[(usize, Page)]) -> Vec<Parsed> {
        let here: Vec<(SourceId, &Source)> = pages
            .iter()
            .filter_map(|(_, page)| match page {
                Page::Here(id) => self.sources.get(*id).map(|source| (*id, source)),
                Page::Broken(_) => None,
            })
            .collect();
        let size = here.iter().map(|(_, s)| s.text().len()).sum();
        each(here, size, |(id, source)| syntax::parse(source, id))
    }
}

/// `f` of each, in order, by as many threads as there are cores when there is
/// much to do and the machine has threads.
fn each<T: Send, R: Send>(all: Vec<T>, size: usize, f: impl Fn(T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let hands = cores.min(all.len());
    if hands < 2 || size < LITTLE {
        return all.into_iter().map(f).collect();
    }
    let todo: Vec<Mutex<Option<T>>> = all.into_iter().map(|t| Mutex::new(Some(t))).collect();
    let done: Vec<Mutex<Option<R>>> = todo.iter().map(|_| Mutex::new(None)).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some((from, to)) = {
            let at = next.fetch_add(1, Ordering::Relaxed);
            todo.get(at).zip(done.get(at))
        } {
            let one = from.lock().ok().and_then(|mut slot| slot.take());
            let made = one.map(&f);
            if let Ok(mut slot) = to.lock() {
                *slot = made;
            }
        }
    };
    thread::scope(|scope| {
        for _ in 1..hands {
            // A machine that gives no more threads leaves all the work to this one.
            let spawned = thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, work);
            if spawned.is_err() {
                break;
            }
        }
        work();
    });
    done.into_iter()
        .filter_map(|slot| slot.into_inner().ok().flatten())
        .collect()
}
