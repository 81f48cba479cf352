/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.EngineNotFoundException;
import io.github.perplexityprune.PruneListener;
import io.github.perplexityprune.score.ContextWindows;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceModelTrainerTests {
  private static final DocumentSource<String> SOURCE =
      DocumentSource.ofTexts(List.of("a", "b", "c", "d", "e", "f", "g", "h"));

  private static ReferenceModelTrainer.Builder tiny() {
    return ReferenceModelTrainer.builder().model(ReferenceModelConfig.tiny());
  }

  @Test
  void setsATenthAsideUnlessTold() {
    assertThat(tiny().build().split()).isEqualTo(ReferenceSplit.excluded(0.1));
    assertThat(tiny().split(ReferenceSplit.crossFitted(3)).build().split())
        .isEqualTo(ReferenceSplit.crossFitted(3));
  }

  @Test
  void needsAModel() {
    assertThatThrownBy(() -> ReferenceModelTrainer.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("model must be set, for example model(ReferenceModelConfig.tiny())");
  }

  @Test
  void refusesAStrideLongerThanTheContext() {
    assertThatThrownBy(() -> tiny().windows(ContextWindows.strided(257)).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stride must be at most the model's context length of 256 tokens, but was 257");
  }

  @Test
  void takesEachOptionOnce() {
    assertThatThrownBy(() -> tiny().model(ReferenceModelConfig.small()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("model was already set to ");
    assertThatThrownBy(() -> tiny().device(Device.cpu()).device(Device.auto()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("device was already set to cpu and cannot be set to auto");
    assertThatThrownBy(() -> tiny().engine("djl").engine("other"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("engine was already set");
  }

  @Test
  void needsAFoldForEachOfSeveralModels() {
    ReferenceModelTrainer trainer = tiny().split(ReferenceSplit.crossFitted(3)).build();

    assertThatThrownBy(() -> trainer.train(SOURCE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has 3")
        .hasMessageContaining("trainFold");
  }

  @Test
  void refusesAFoldThatIsNone() {
    ReferenceModelTrainer trainer = tiny().build();

    assertThatThrownBy(() -> trainer.trainFold(SOURCE, 1, PruneListener.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("fold must be from 0 to 0, but was 1");
  }

  @Test
  void looksForTheEngineOnlyWhenItTrains() {
    ReferenceModelTrainer trainer =
        tiny().split(ReferenceSplit.included(1)).engine("nowhere").build();

    assertThatThrownBy(() -> trainer.train(SOURCE))
        .isInstanceOf(EngineNotFoundException.class)
        .hasMessageStartingWith("no reference engine 'nowhere' was found; found: none");
  }

  @Test
  void saysWhatItTrains() {
    assertThat(tiny().build().toString())
        .contains("layerCount=3")
        .contains("share=0.1")
        .contains("auto");
  }
}
