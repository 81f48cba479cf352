/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import io.github.perplexityprune.score.ScoreRow;
import java.util.Arrays;
import java.util.List;

/** A stretch of a stratum's rank order that holds sought units, and the lengths of its parts. */
final class Bracket {
  private final RankRange range;

  /** Units of the stratum that come before the range. */
  private final long lengthBefore;

  /** The sought units in the range, as a stretch of the stratum's: from, and up to but without. */
  private final int fromUnit;

  private final int toUnit;
  private int partWidth;

  /** By part of the range; one array when every document is one unit long. */
  private long[] lengths = {};

  private long[] documentCounts = {};

  Bracket(RankRange range, long lengthBefore, int fromUnit, int toUnit) {
    this.range = range;
    this.lengthBefore = lengthBefore;
    this.fromUnit = fromUnit;
    this.toUnit = toUnit;
  }

  /** Makes ready to count in up to {@code 2^bits} parts. */
  void open(int bits, RankUnit unit) {
    partWidth = Math.max(0, range.width() - bits);
    lengths = new long[1 << (range.width() - partWidth)];
    documentCounts = unit == RankUnit.DOCUMENTS ? lengths : new long[lengths.length];
  }

  /** Counts a document if it is in the range, and tells whether it is. */
  boolean count(ScoreRow row, long key, long length) {
    long part = range.partOf(row, key, partWidth);
    if (Long.compareUnsigned(part, lengths.length) >= 0) {
      return false;
    }
    lengths[(int) part] += length;
    if (documentCounts != lengths) {
      documentCounts[(int) part]++;
    }
    return true;
  }

  /**
   * Finds the parts that hold the sought units.
   *
   * @param units the sought units of the stratum, ascending
   * @param found receives the part of each unit for which nothing is left to do
   * @param narrower receives the parts to go on with
   */
  void narrow(long[] units, Ties ties, RankRange[] found, List<Bracket> narrower) {
    long before = lengthBefore;
    int part = 0;
    int unit = fromUnit;
    while (unit < toUnit) {
      while (before + lengths[part] <= units[unit]) {
        before += lengths[part++];
      }
      int next = unit + 1;
      while (next < toUnit && units[next] < before + lengths[part]) {
        next++;
      }
      RankRange narrowed = range.part(part, partWidth);
      if (ties.isFound(narrowed, documentCounts[part])) {
        Arrays.fill(found, unit, next, narrowed);
      } else {
        RankRange rest = narrowed.width() == 0 ? narrowed.nextLevel() : narrowed;
        narrower.add(new Bracket(rest, before, unit, next));
      }
      unit = next;
    }
  }
}
