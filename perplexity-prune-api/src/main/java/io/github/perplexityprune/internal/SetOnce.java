/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.internal;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An option of a builder that may be set once. */
public final class SetOnce<T> {
  private final String name;
  private @Nullable T value;

  /** An option that is not set; {@code name} is what messages call it. */
  public SetOnce(String name) {
    this.name = name;
  }

  /**
   * Sets the option.
   *
   * @throws NullPointerException if {@code newValue} is null
   * @throws IllegalStateException if it is set already
   */
  public void set(T newValue) {
    requireNonNull(newValue, name);
    if (value != null) {
      throw new IllegalStateException(
          name + " was already set to " + value + " and cannot be set to " + newValue);
    }
    value = newValue;
  }

  /** Whether the option is set. */
  public boolean isSet() {
    return value != null;
  }

  /** The value, or null when unset. */
  public @Nullable T orNull() {
    return value;
  }

  /** The value, or the default when unset. */
  public T orElseGet(Supplier<? extends T> defaultValue) {
    return value == null ? defaultValue.get() : value;
  }

  /**
   * The value.
   *
   * @param example what one might pass, for the message
   * @throws IllegalStateException if it is not set
   */
  public T required(String example) {
    if (value == null) {
      throw new IllegalStateException(
          name + " must be set, for example " + name + "(" + example + ")");
    }
    return value;
  }
}
