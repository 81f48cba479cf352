/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.reference;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ascii;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a reference model computes, and in which numbers.
 *
 * @param kind the kind of processor
 * @param index which CUDA device, from 0; empty for the others
 * @param precision empty for the processor's own: float32 on a CPU, bfloat16 on a GPU
 * @since 0.1
 */
public record Device(Kind kind, OptionalInt index, Optional<Precision> precision) {

  /** Kinds of processors. */
  public enum Kind {
    /** A CUDA device when the engine finds one, else the CPU. */
    AUTO,
    /** The CPU. */
    CPU,
    /** An NVIDIA GPU. */
    CUDA
  }

  /**
   * Checks that a CUDA device, and only it, has an index.
   *
   * @throws IllegalArgumentException if not, or if the index is negative
   */
  public Device {
    requireNonNull(kind, "kind");
    requireNonNull(precision, "precision");
    if (index.isPresent() != (kind == Kind.CUDA) || index.orElse(0) < 0) {
      throw new IllegalArgumentException(
          "index must be at least 0 for a CUDA device and absent for others, but was "
              + index
              + " for "
              + kind);
    }
  }

  /** A CUDA device when the engine finds one, else the CPU: the default. */
  public static Device auto() {
    return new Device(Kind.AUTO, OptionalInt.empty(), Optional.empty());
  }

  /** The CPU, with all its cores. */
  public static Device cpu() {
    return new Device(Kind.CPU, OptionalInt.empty(), Optional.empty());
  }

  /** The CUDA device of an index, counted from 0. */
  public static Device cuda(int index) {
    return new Device(Kind.CUDA, OptionalInt.of(index), Optional.empty());
  }

  /** This device, computing in numbers that may not be its own. */
  public Device withPrecision(Precision newPrecision) {
    return new Device(kind, index, Optional.of(newPrecision));
  }

  /** The device's name: {@code auto}, {@code cpu}, {@code cuda:0} or {@code cpu in bfloat16}. */
  @Override
  public String toString() {
    String name =
        switch (kind) {
          case AUTO -> "auto";
          case CPU -> "cpu";
          case CUDA -> "cuda:" + index.getAsInt();
        };
    return precision.map(numbers -> name + " in " + Ascii.toLowerCase(numbers.name())).orElse(name);
  }
}
