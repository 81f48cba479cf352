/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perplexityprune.EngineNotFoundException;
import io.github.perplexityprune.reference.Device;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.spi.ReferenceEngine;
import io.github.perplexityprune.spi.TrainingTask;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnginesTests {
  private record Named(String id) implements ReferenceEngine {
    @Override
    public ReferenceModel train(TrainingTask task) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ReferenceModel load(Path folder, Device device) {
      throw new UnsupportedOperationException();
    }
  }

  private static final String NAMED = Named.class.getName();
  private static final ReferenceEngine DJL = new Named("djl");
  private static final ReferenceEngine OTHER = new Named("other");

  @Test
  void takesTheOnlyEngine() {
    assertThat(Engines.only(List.of(DJL))).isSameAs(DJL);
  }

  @Test
  void takesTheEngineOfAnId() {
    assertThat(Engines.withId("other", List.of(DJL, OTHER))).isSameAs(OTHER);
  }

  @Test
  void saysWhatToAddWhenThereIsNone() {
    assertThatThrownBy(() -> Engines.only(List.of()))
        .isInstanceOf(EngineNotFoundException.class)
        .hasMessage(
            "no reference engine was found; add io.github.perplexityprune:perplexity-prune-djl to"
                + " the class path, or pass an engine to engine(...)");
  }

  @Test
  void listsSeveralAndAsksForAChoice() {
    assertThatThrownBy(() -> Engines.only(List.of(DJL, OTHER)))
        .isInstanceOf(EngineNotFoundException.class)
        .hasMessage(
            "several reference engines were found ('djl' (%s), 'other' (%s)); choose one with engine(id)",
            NAMED, NAMED);
  }

  @Test
  void listsWhatThereIsWhenAnIdIsUnknown() {
    assertThatThrownBy(() -> Engines.withId("jax", List.of(DJL, OTHER)))
        .isInstanceOf(EngineNotFoundException.class)
        .hasMessageStartingWith(
            "no reference engine 'jax' was found; found: 'djl' (%s), 'other' (%s); add the engine's"
                + " artifact",
            NAMED, NAMED);
  }

  @Test
  void saysThatThereIsNoneWhenAnIdIsAskedFor() {
    assertThatThrownBy(() -> Engines.withId("djl", List.of()))
        .isInstanceOf(EngineNotFoundException.class)
        .hasMessage(
            "no reference engine 'djl' was found; found: none; add the engine's artifact to the"
                + " class path, for 'djl' io.github.perplexityprune:perplexity-prune-djl");
  }

  @Test
  void refusesEnginesOfTheSameId() {
    assertThatThrownBy(() -> Engines.withId("djl", List.of(DJL, new Named("djl"))))
        .isInstanceOf(EngineNotFoundException.class)
        .hasMessageStartingWith("reference engine 'djl' was found 2 times (")
        .hasMessageEndingWith("); remove all but one from the class path");
  }
}
