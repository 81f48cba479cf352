/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import io.github.perplexityprune.score.ScoreRow;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/** A stretch of a stratum's rank order that holds sought units, and the lengths of its parts. */
final class Bracket implements Serializable {
  private final RankRange range;

  /** Units of the stratum that come before the range. */
  private final long lengthBefore;

  /** The sought units in the range, as a stretch of the stratum's: from, and up to but without. */
  private final int fromUnit;

  private final int toUnit;
  private int partWidth;
  private int partCount;
  private RankUnit unit = RankUnit.DOCUMENTS;

  /**
   * By part of the range; one array when every document is one unit long. Empty before the first
   * document, so that what has counted nothing is small wherever it is sent.
   */
  private long[] lengths = {};

  private long[] documentCounts = {};

  Bracket(RankRange range, long lengthBefore, int fromUnit, int toUnit) {
    this.range = range;
    this.lengthBefore = lengthBefore;
    this.fromUnit = fromUnit;
    this.toUnit = toUnit;
  }

  /** Makes ready to count in up to {@code 2^bits} parts. */
  void open(int bits, RankUnit lengthUnit) {
    partWidth = Math.max(0, range.width() - bits);
    partCount = 1 << (range.width() - partWidth);
    unit = lengthUnit;
  }

  private void allocate() {
    lengths = new long[partCount];
    documentCounts = unit == RankUnit.DOCUMENTS ? lengths : new long[partCount];
  }

  /** Counts a document if it is in the range, and tells whether it is. */
  boolean count(ScoreRow row, long key, long length) {
    long part = range.partOf(row, key, partWidth);
    if (Long.compareUnsigned(part, partCount) >= 0) {
      return false;
    }
    if (lengths.length == 0) {
      allocate();
    }
    lengths[(int) part] += length;
    if (documentCounts != lengths) {
      documentCounts[(int) part]++;
    }
    return true;
  }

  /** Adds what another bracket of the same range counted. */
  void add(Bracket other) {
    if (other.lengths.length == 0) {
      return;
    }
    if (lengths.length == 0) {
      allocate();
    }
    addAll(lengths, other.lengths);
    if (documentCounts != lengths) {
      addAll(documentCounts, other.documentCounts);
    }
  }

  private static void addAll(long[] sums, long[] terms) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += terms[i];
    }
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
      if (ties.isFound(narrowed, documentCounts[part]) || narrowed.isIndivisible()) {
        Arrays.fill(found, unit, next, narrowed);
      } else {
        RankRange rest = narrowed.width() == 0 ? narrowed.nextLevel() : narrowed;
        narrower.add(new Bracket(rest, before, unit, next));
      }
      unit = next;
    }
  }
}
