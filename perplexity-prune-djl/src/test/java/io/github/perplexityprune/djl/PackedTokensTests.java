/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PackedTokensTests {
  private static final int END = 99;

  private static PackedTokens packed(int contextLength, int[]... documents) {
    PackedTokens.Writer writer = new PackedTokens.Writer(END);
    for (int[] document : documents) {
      writer.add(document);
    }
    return writer.packed(contextLength);
  }

  @Test
  void separatesDocumentsByTheEndOfTextToken() {
    WindowBatch batch = new WindowBatch();

    try (PackedTokens tokens = packed(100, new int[] {1, 2}, new int[] {3})) {
      tokens.addRow(0, batch);

      assertThat(tokens.rowCount()).isEqualTo(1);
      assertThat(tokens.tokenCount()).isEqualTo(5);
    }
    assertThat(batch.inputs()).containsExactly(END, 1, 2, END, 3);
    assertThat(batch.targets()).containsExactly(1, 2, END, 3, END);
    assertThat(batch.offsets()).containsExactly(0, 5);
  }

  @Test
  void rowsPredictEveryTokenAndAreAllOfTheContextLength() {
    int[] document = IntStream.range(0, 30).toArray();
    BitSet predicted = new BitSet();

    try (PackedTokens tokens = packed(8, document)) {
      for (int row = 0; row < tokens.rowCount(); row++) {
        WindowBatch batch = new WindowBatch();
        tokens.addRow(row, batch);
        assertThat(batch.targets()).hasSize(8);
        for (long target : batch.targets()) {
          predicted.set((int) target);
        }
      }
      assertThat(tokens.rowCount()).isEqualTo(4);
    }
    assertThat(predicted.get(END)).isTrue();
    assertThat(predicted.cardinality()).isEqualTo(31);
  }
}
