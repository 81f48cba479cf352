/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perplexityprune.reference.Architecture;
import io.github.perplexityprune.reference.Device;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.TrainingBudget;
import io.github.perplexityprune.reference.TrainingConfig;
import io.github.perplexityprune.spi.ReferenceEngine;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What every {@link ReferenceEngine} must do. An engine's tests extend this class and say which
 * engine:
 *
 * <pre>{@code
 * class MyReferenceEngineTests extends ReferenceEngineContract {
 *   @Override
 *   protected ReferenceEngine engine() {
 *     return new MyReferenceEngine();
 *   }
 * }
 * }</pre>
 *
 * <p>One model is trained as {@link #training()} says, on some 17 kilobytes of text, and about
 * twenty more for a few steps.
 *
 * @since 0.1
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ReferenceEngineContract {
  private @Nullable EngineTrial trial;

  /** For subclasses. */
  protected ReferenceEngineContract() {}

  /** A new engine. */
  protected abstract ReferenceEngine engine();

  /**
   * The shape to train: unless overridden, two layers of width 32, a context of 32 tokens and a
   * vocabulary of 512.
   */
  protected ReferenceModelConfig model() {
    return new ReferenceModelConfig(Architecture.MPT, 2, 32, 2, 64, 32, 512);
  }

  /**
   * How to train: unless overridden, the default for {@link #model()} with two passes in small
   * batches over the texts, of which a fifth are set aside for validation. Must be enough to tell
   * the texts from their characters shuffled.
   */
  protected TrainingConfig training() {
    return TrainingConfig.defaultFor(model())
        .withBatchTokens(256, 256)
        .withBudget(TrainingBudget.epochs(2))
        .withValidationShare(0.2);
  }

  /** Where to train and score: the CPU unless overridden. */
  protected Device device() {
    return Device.cpu();
  }

  private EngineTrial trial() {
    EngineTrial known = trial;
    if (known == null) {
      known = new EngineTrial(engine(), model(), training(), device());
      trial = known;
    }
    return known;
  }

  @AfterAll
  void closeTrial() {
    if (trial != null) {
      trial.close();
    }
  }

  @Nested
  @DisplayName("A reference engine")
  class Identity {
    @Test
    @DisplayName("has an id of lower-case letters, digits and hyphens")
    void hasPlainId() {
      assertThat(engine().id()).matches("[a-z0-9]+(-[a-z0-9]+)*");
    }

    @Test
    @DisplayName("has the same id each time it is created")
    void keepsId() {
      assertThat(engine().id()).isEqualTo(engine().id());
    }

    @Test
    @DisplayName("is created without work: a thousand take less than a second")
    void isCheapToCreate() {
      Assertions.assertTimeout(
          Duration.ofSeconds(1),
          () -> {
            for (int i = 0; i < 1000; i++) {
              assertThat(engine()).isNotNull();
            }
          });
    }
  }

  @Nested
  @DisplayName("Training")
  class Training extends TrainingRules {
    Training() {
      super(trial());
    }
  }

  @Nested
  @DisplayName("Scoring")
  class Scoring extends ScoringRules {
    Scoring() {
      super(trial());
    }
  }

  @Nested
  @DisplayName("The score of a text after its context")
  class Continuations extends ContinuationRules {
    Continuations() {
      super(trial());
    }
  }

  @Nested
  @DisplayName("Reading documents longer than the context")
  class Windows extends WindowRules {
    Windows() {
      super(trial());
    }
  }

  @Nested
  @DisplayName("Saving and loading")
  class Checkpoints extends CheckpointRules {
    Checkpoints() {
      super(trial());
    }
  }

  @Nested
  @DisplayName("Training into a folder")
  class Resumption extends ResumptionRules {
    Resumption() {
      super(trial());
    }
  }

  @Nested
  @DisplayName("Closing and cancelling")
  class Control extends ControlRules {
    Control() {
      super(trial());
    }
  }
}
