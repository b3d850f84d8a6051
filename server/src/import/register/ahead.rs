//! Unpacks a file on a separate thread, a little ahead of the reader. It holds only a few pieces at a time.

use std::io::{self, BufRead, Read};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

use super::super::unpacked::{Limits, Unpacked};
use super::interrupted;

/// Bytes of one piece.
const PIECE: usize = 256 << 10;

/// Most pieces that wait to be read.
const WAITING: usize = 4;

/// Reads the content of a gzip file. Beyond its limits reading fails with `TooLarge`.
pub(super) fn unpacking<T>(file: impl BufRead + Send, limits: Limits, read: impl FnOnce(Ahead) -> T) -> T {
    thread::scope(|scope| {
        let (full, pieces) = sync_channel(WAITING);
        let (spent, empty) = channel();
        scope.spawn(move || unpack(Unpacked::new(file, limits), &full, &empty));
        // Dropped with the reader, which ends the thread wherever it is.
        read(Ahead { pieces, spent, piece: Vec::new(), at: 0, is_over: false })
    })
}

/// None: the end of the file.
type Piece = io::Result<Option<Vec<u8>>>;

fn unpack(mut file: impl Read, full: &SyncSender<Piece>, empty: &Receiver<Vec<u8>>) {
    loop {
        let mut piece = empty.try_recv().unwrap_or_default();
        piece.resize(PIECE, 0);
        let mut length = 0;
        let outcome = loop {
            match file.read(&mut piece[length..]) {
                Ok(0) => break Ok(()),
                Ok(read) => length += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => break Err(error),
            }
            if length == PIECE {
                break Ok(());
            }
        };
        piece.truncate(length);
        let last = length < PIECE;
        if length > 0 && full.send(Ok(Some(piece))).is_err() {
            return;
        }
        if last {
            // The reader may be gone.
            let _ = full.send(outcome.map(|()| None));
            return;
        }
    }
}

/// The unpacked content, piece by piece.
pub(super) struct Ahead {
    pieces: Receiver<Piece>,
    spent: Sender<Vec<u8>>,
    piece: Vec<u8>,
    at: usize,
    is_over: bool,
}

impl BufRead for Ahead {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.piece.len() && !self.is_over {
            match self.pieces.recv().map_err(|_| interrupted())?? {
                Some(piece) => {
                    let spent = std::mem::replace(&mut self.piece, piece);
                    // The thread may have ended.
                    let _ = self.spent.send(spent);
                }
                None => {
                    self.is_over = true;
                    self.piece.clear();
                }
            }
            self.at = 0;
        }
        Ok(&self.piece[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount;
    }
}

impl Read for Ahead {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.read(into)?;
        self.consume(length);
        Ok(length)
    }
}
