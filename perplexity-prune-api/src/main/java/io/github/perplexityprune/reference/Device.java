/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.reference;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * Where a reference model computes.
 *
 * @param kind the kind of processor
 * @param index which CUDA device, from 0; empty for the others
 * @since 0.1
 */
public record Device(Kind kind, OptionalInt index) {

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
    return new Device(Kind.AUTO, OptionalInt.empty());
  }

  /** The CPU, with all its cores. */
  public static Device cpu() {
    return new Device(Kind.CPU, OptionalInt.empty());
  }

  /** The CUDA device of an index, counted from 0. */
  public static Device cuda(int index) {
    return new Device(Kind.CUDA, OptionalInt.of(index));
  }

  /** The device's name: {@code auto}, {@code cpu} or {@code cuda:0}. */
  @Override
  public String toString() {
    return switch (kind) {
      case AUTO -> "auto";
      case CPU -> "cpu";
      case CUDA -> "cuda:" + index.getAsInt();
    };
  }
}
