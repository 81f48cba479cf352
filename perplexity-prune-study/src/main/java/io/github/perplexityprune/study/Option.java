/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An option of a builder that may be set once. */
final class Option<T> {
  private final String name;
  private @Nullable T value;

  /** An option that is not set; {@code name} is what messages call it. */
  Option(String name) {
    this.name = name;
  }

  /**
   * Sets the option.
   *
   * @throws NullPointerException if {@code newValue} is null
   * @throws IllegalStateException if it is set already
   */
  void set(T newValue) {
    requireNonNull(newValue, name);
    if (value != null) {
      throw new IllegalStateException(
          name + " was already set to " + value + " and cannot be set to " + newValue);
    }
    value = newValue;
  }

  /** Whether the option is set. */
  boolean isSet() {
    return value != null;
  }

  /** The value, or null when unset. */
  @Nullable T orNull() {
    return value;
  }

  /** The value, or the default when unset. */
  T orElseGet(Supplier<? extends T> defaultValue) {
    return value == null ? defaultValue.get() : value;
  }

  /**
   * The value.
   *
   * @param example what one might pass, for the message
   * @throws IllegalStateException if it is not set
   */
  T required(String example) {
    if (value == null) {
      throw new IllegalStateException(
          name + " must be set, for example " + name + "(" + example + ")");
    }
    return value;
  }
}
