package org.ringfort.media.codec;

/** The numbers of ITU-T G.722: filters and quantizers. */
final class G722Tables {
    /** Half of the quadrature mirror filter, which is symmetric (table 11). */
    static final int[] MIRROR = {3, -11, 12, 32, -210, 951, 3_876, -805, 362, -156, 53, -11};

    /** Decision levels of the low band (Q6). */
    static final int[] LOW_LEVELS = {
        0, 35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940, 1_023, 1_121, 1_219,
        1_339, 1_458, 1_612, 1_765, 1_980, 2_195, 2_557, 2_919
    };

    /** Codes of the low band by decision level, for negative and positive differences (ILN, ILP). */
    static final int[] LOW_NEGATIVE = {
        0, 63, 62, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6,
        5, 4
    };

    static final int[] LOW_POSITIVE = {
        0, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41, 40, 39, 38, 37, 36, 35,
        34, 33, 32
    };

    /** What the step size of the low band grows by (WL), by the code without its two last bits (RL42). */
    static final int[] LOW_GAIN = new int[16];

    static final int[] INVERSE_LOGARITHM = {
        2_048, 2_093, 2_139, 2_186, 2_233, 2_282, 2_332, 2_383, 2_435, 2_489, 2_543, 2_599, 2_656, 2_714, 2_774, 2_834,
        2_896, 2_960, 3_025, 3_091, 3_158, 3_228, 3_298, 3_371, 3_444, 3_520, 3_597, 3_676, 3_756, 3_838, 3_922, 4_008
    };

    /** Differences of the low band by code, of 4 bits for the predictor and of 6 for the ear. */
    static final int[] LOW_BY_4 = {
        0, -20_456, -12_896, -8_968, -6_288, -4_240, -2_584, -1_200, 20_456, 12_896, 8_968, 6_288, 4_240, 2_584, 1_200,
        0
    };

    static final int[] LOW_BY_6 = {
        -136, -136, -136, -136, -24_808, -21_904, -19_008, -16_704, -14_984, -13_512, -12_280, -11_192, -10_232, -9_360,
        -8_576, -7_856, -7_192, -6_576, -6_000, -5_456, -4_944, -4_464, -4_008, -3_576, -3_168, -2_776, -2_400, -2_032,
        -1_688, -1_360, -1_040, -728, 24_808, 21_904, 19_008, 16_704, 14_984, 13_512, 12_280, 11_192, 10_232, 9_360,
        8_576, 7_856, 7_192, 6_576, 6_000, 5_456, 4_944, 4_464, 4_008, 3_576, 3_168, 2_776, 2_400, 2_032, 1_688, 1_360,
        1_040, 728, 432, 136, -432, -136
    };

    /** Differences of the high band by its 2 bits. */
    static final int[] HIGH_BY_2 = {-7_408, -1_616, 7_408, 1_616};

    /** What the step size of the high band grows by (WH over RH2). */
    static final int[] HIGH_GAIN = {798, -214, 798, -214};

    static {
        int[] gains = {-60, -30, 58, 172, 334, 538, 1_198, 3_042};
        int[] places = {0, 7, 6, 5, 4, 3, 2, 1, 7, 6, 5, 4, 3, 2, 1, 0};
        for (int code = 0; code < places.length; code++) {
            LOW_GAIN[code] = gains[places[code]];
        }
    }

    private G722Tables() {}
}
