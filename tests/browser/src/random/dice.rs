//! Chance that can be had again: the same seed gives the same throws.

/// Numbers that look like chance (SplitMix64).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn with_seed(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below this one.
    pub(crate) fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        // The upper half of the product is below the end.
        let drawn = ((mixed ^ (mixed >> 31)) >> 32) * u64::from(end);
        u32::try_from(drawn >> 32).unwrap()
    }

    /// The place of something in a list of this length.
    pub(crate) fn index(&mut self, length: usize) -> usize {
        self.below(length.try_into().unwrap()).try_into().unwrap()
    }
}
