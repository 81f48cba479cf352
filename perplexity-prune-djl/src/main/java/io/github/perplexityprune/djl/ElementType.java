/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import java.nio.ByteBuffer;

/** The types of tensors' elements in safetensors files whose values are floating-point numbers. */
enum ElementType {
  F32(Float.BYTES) {
    @Override
    void read(ByteBuffer from, float[] to, int begin, int count) {
      from.asFloatBuffer().get(to, begin, count);
    }
  },
  F16(Short.BYTES) {
    @Override
    void read(ByteBuffer from, float[] to, int begin, int count) {
      for (int i = 0; i < count; i++) {
        to[begin + i] = half(from.getShort());
      }
    }
  },
  BF16(Short.BYTES) {
    @Override
    void read(ByteBuffer from, float[] to, int begin, int count) {
      for (int i = 0; i < count; i++) {
        to[begin + i] = Float.intBitsToFloat(from.getShort() << 16);
      }
    }
  };

  private final int byteCount;

  ElementType(int byteCount) {
    this.byteCount = byteCount;
  }

  /** Bytes of an element. */
  int byteCount() {
    return byteCount;
  }

  /** Widens {@code count} elements, little endian, to float32; exact. */
  abstract void read(ByteBuffer from, float[] to, int begin, int count);

  /** The value of an IEEE 754 half-precision number: 1 sign bit, 5 of exponent, 10 of fraction. */
  static float half(short bits) {
    int exponent = (bits >>> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    float magnitude =
        switch (exponent) {
          case 0 -> fraction * 0x1p-24f;
          case 0x1f -> Float.intBitsToFloat(0x7f800000 | (fraction << 13));
          default -> Float.intBitsToFloat(((exponent + 112) << 23) | (fraction << 13));
        };
    return bits < 0 ? -magnitude : magnitude;
  }
}
