//! Compresses streams one after the other with one compressor, whose tables are dear to make.

use flate2::{Compress, Compression, FlushCompress, Status};

use super::PaintError;

/// Font files, nearly all there is to compress, are 1 % larger than at the highest level, in half its time.
const LEVEL: u32 = 5;

pub(super) struct Deflate(Compress);

impl Deflate {
    pub(super) fn new() -> Deflate {
        Deflate(Compress::new(Compression::new(LEVEL), true))
    }

    /// Compresses one stream whole.
    pub(super) fn pack(&mut self, content: &[u8]) -> Result<Vec<u8>, PaintError> {
        self.0.reset();
        let mut packed = Vec::with_capacity(content.len() / 2 + 64);
        loop {
            let taken = usize::try_from(self.0.total_in()).unwrap_or(content.len());
            let rest = &content[taken.min(content.len())..];
            let status = self.0.compress_vec(rest, &mut packed, FlushCompress::Finish);
            match status.map_err(|error| PaintError::Malformed(error.to_string()))? {
                Status::StreamEnd => return Ok(packed),
                Status::Ok | Status::BufError => packed.reserve(content.len() / 2 + 64),
            }
        }
    }
}
