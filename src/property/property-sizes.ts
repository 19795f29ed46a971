/**
 * Complete lengths of the objects that properties read, in bytes, smallest first because a counterexample shrinks
 * towards the front: the smallest objects, the seed's 1,000 bytes, and one past a page, past 16 KiB and past 64 KiB.
 */
export const propertySizes: readonly number[] = [1, 2, 3, 10, 100, 1000, 4097, 16_385, 65_537];
