/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import java.util.Arrays;

/** Windows of documents laid end to end without padding: the input of one pass of the model. */
final class WindowBatch {
  private long[] inputs = new long[1024];
  private long[] targets = new long[1024];
  private long[] offsets = new long[64];
  private int tokenCount;
  private int windowCount;

  /**
   * Appends a window that reads {@code first} and then predicts {@code tokens[from..to)} one by
   * one.
   */
  void add(int first, int[] tokens, int from, int to) {
    int length = to - from;
    if (tokenCount + length > inputs.length) {
      int capacity = Math.max(2 * inputs.length, tokenCount + length);
      inputs = Arrays.copyOf(inputs, capacity);
      targets = Arrays.copyOf(targets, capacity);
    }
    if (windowCount + 2 > offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * offsets.length);
    }
    inputs[tokenCount] = first;
    for (int i = 0; i < length; i++) {
      targets[tokenCount + i] = tokens[from + i];
    }
    System.arraycopy(targets, tokenCount, inputs, tokenCount + 1, length - 1);
    tokenCount += length;
    windowCount++;
    offsets[windowCount] = tokenCount;
  }

  void clear() {
    tokenCount = 0;
    windowCount = 0;
  }

  int tokenCount() {
    return tokenCount;
  }

  int windowCount() {
    return windowCount;
  }

  /** A copy of some of the windows, from {@code begin} up to but not including {@code end}. */
  WindowBatch windows(int begin, int end) {
    int first = (int) offsets[begin];
    int last = (int) offsets[end];
    WindowBatch copy = new WindowBatch();
    copy.inputs = Arrays.copyOfRange(inputs, first, last);
    copy.targets = Arrays.copyOfRange(targets, first, last);
    copy.offsets = Arrays.copyOfRange(offsets, begin, end + 1);
    for (int i = 0; i < copy.offsets.length; i++) {
      copy.offsets[i] -= first;
    }
    copy.tokenCount = last - first;
    copy.windowCount = end - begin;
    return copy;
  }

  /** The model's inputs, one a token. */
  long[] inputs() {
    return inputs(tokenCount);
  }

  /** The inputs, and zeros up to a number of rows. */
  long[] inputs(int rows) {
    return rows(inputs, rows);
  }

  /** The tokens to predict, one an input. */
  long[] targets() {
    return targets(tokenCount);
  }

  /** The tokens to predict, and zeros up to a number of rows. */
  long[] targets(int rows) {
    return rows(targets, rows);
  }

  private long[] rows(long[] tokens, int rows) {
    long[] filled = new long[rows];
    System.arraycopy(tokens, 0, filled, 0, tokenCount);
    return filled;
  }

  /** Where each window begins, and where the last ends. */
  long[] offsets() {
    return offsets(tokenCount);
  }

  /** Where each window begins, where the last ends, and, if there are more rows, their end. */
  long[] offsets(int rows) {
    long[] bounds = Arrays.copyOf(offsets, windowCount + (rows > tokenCount ? 2 : 1));
    bounds[bounds.length - 1] = rows;
    return bounds;
  }
}
