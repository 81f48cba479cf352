/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import static io.github.perplexityprune.djl.DecoderProgram.list;
import static io.github.perplexityprune.djl.DecoderProgram.single;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The weights of a transformer, as training reads them and as scoring does. They live as long as
 * its program.
 */
final class DecoderWeights {
  private final DecoderLayout layout;
  private final DecoderProgram program;
  private final NDList plain;
  private @Nullable Packed packed;
  private boolean isFrozen;
  private boolean isReleased;

  /** The weights as scoring reads them. */
  record Packed(NDList weights, NDList outputSlices) {
    private void close() {
      weights.close();
      outputSlices.close();
    }
  }

  /** Gives a weight's values. */
  interface Values {
    /** The values of the weight of an index in the layout, row by row. */
    float[] of(int index, DecoderLayout.Tensor tensor);
  }

  DecoderWeights(DecoderLayout layout, DecoderProgram program, Values values) {
    this.layout = layout;
    this.program = program;
    this.plain = read(layout, program.manager(), values);
  }

  /**
   * Weights in memory of the engine's own, which is free when they are closed: an array that is
   * made of Java's memory goes on using it, until Java collects it.
   */
  private static NDList read(DecoderLayout layout, NDManager manager, Values values) {
    long most =
        layout.tensors().stream().mapToLong(tensor -> tensor.shape().size()).max().orElseThrow();
    ByteBuffer buffer =
        ByteBuffer.allocateDirect(Math.toIntExact(Float.BYTES * most))
            .order(ByteOrder.nativeOrder());
    NDList weights = new NDList(layout.tensors().size());
    for (int i = 0; i < layout.tensors().size(); i++) {
      DecoderLayout.Tensor tensor = layout.tensors().get(i);
      float[] numbers = values.of(i, tensor);
      buffer.clear().limit(Float.BYTES * numbers.length);
      buffer.asFloatBuffer().put(numbers);
      try (NDArray inBuffer = manager.create(buffer, tensor.shape(), DataType.FLOAT32)) {
        weights.add(inBuffer.duplicate());
      }
    }
    return weights;
  }

  /** As training reads them, in the layout's order, until they are frozen. */
  NDList plain() {
    return plain;
  }

  /** A weight's values, row by row. */
  float[] values(int index) {
    NDArray weight = plain.get(index);
    if (!isReleased || !layout.isBlockMatrix(index)) {
      return weight.toFloatArray();
    }
    try (NDManager scope = program.manager().newSubManager()) {
      return program.call(scope, "unpacked", list("w", new NDList(weight))).toFloatArray();
    }
  }

  /**
   * To be called when training is over: matrices that are packed are kept so alone, if that is
   * another way than they were, and what {@link #plain} gives is of no further use.
   */
  synchronized void freeze() {
    isFrozen = program.copiesMatrices();
    for (int i = 0; packed != null && i < plain.size(); i++) {
      releaseIfFrozen(i, packed.weights.get(i));
    }
    isReleased = isFrozen && packed != null;
  }

  private void releaseIfFrozen(int index, NDArray ready) {
    if (isFrozen && layout.isBlockMatrix(index)) {
      plain.get(index).close();
      plain.set(index, ready);
    }
  }

  /** As scoring reads them. */
  synchronized Packed packed() {
    if (packed == null) {
      NDList slices = list("s", program.callForList(program.manager(), "slices", list("w", plain)));
      NDList matrices = new NDList(plain.size());
      for (int i = 0; i < plain.size(); i++) {
        String method = layout.isBlockMatrix(i) ? "packed" : "computed";
        NDArray ready = program.call(program.manager(), method, single(plain.get(i)));
        matrices.add(ready);
        releaseIfFrozen(i, ready);
      }
      isReleased = isFrozen;
      packed = new Packed(list("w", matrices), slices);
    }
    return packed;
  }

  /** To be called when weights have changed, before the next score. */
  synchronized void changed() {
    if (packed != null) {
      packed.close();
      packed = null;
    }
  }
}
