//! How large files and pictures may be.

/// Bytes that a device may send as one file.
pub const LARGEST_FILE: usize = 15 * 1024 * 1024;
/// Pixels along one side; a camera makes up to about 12,000.
pub const LONGEST_SIDE: u32 = 16_384;
/// Pixels of one picture: working on it takes up to four bytes for each, however few they take as they were sent.
pub const MOST_PIXELS: u64 = 64 * 1024 * 1024;
/// Bytes of memory for one decoded picture: 64 megapixels.
pub const MOST_MEMORY: u64 = 256 * 1024 * 1024;
/// Pixels along the longest side of a thumbnail.
pub const THUMB_SIDE: u32 = 480;
