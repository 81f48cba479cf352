/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.reference;

import io.github.perplexityprune.CheckpointException;
import io.github.perplexityprune.EngineNotFoundException;
import io.github.perplexityprune.ScoringException;
import io.github.perplexityprune.internal.Engines;
import io.github.perplexityprune.score.ContextWindows;
import io.github.perplexityprune.score.Continuation;
import io.github.perplexityprune.score.ContinuationScore;
import io.github.perplexityprune.score.PerplexityScorer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * A trained language model that scores documents. It holds native memory until {@link #close()};
 * whoever created it closes it. Used from one thread at a time.
 *
 * @since 0.1
 */
public interface ReferenceModel extends PerplexityScorer, AutoCloseable {

  /**
   * Opens a saved reference model with the only engine found, on {@link Device#auto()}. The caller
   * closes it.
   *
   * @param folder a folder written by {@link #save}, or a checkpoint as Hugging Face has them:
   *     {@code config.json}, {@code model.safetensors} (or shards with an index) and {@code
   *     tokenizer.json}; engines say which families they open
   * @throws CheckpointException if the folder does not hold a model that the engine can open
   * @throws EngineNotFoundException if there is not exactly one engine
   */
  static ReferenceModel load(Path folder) {
    return load(folder, Device.auto());
  }

  /** Opens a saved reference model on a device, as {@link #load(Path)} does. */
  static ReferenceModel load(Path folder, Device device) {
    return Engines.only().load(folder, device);
  }

  /**
   * Identifies everything a score depends on: architecture, weights, tokenizer and window policy.
   * Scores of models with different fingerprints are not comparable and never mixed.
   */
  String fingerprint();

  /** Tokens the model sees at once. */
  int contextLength();

  /** Number of weights. */
  long parameterCount();

  /** How documents are read. */
  ContextWindows windows();

  /**
   * Scores texts that follow a context, as tests of what a model can do ask for: answers after
   * their question. Context and text are tokenised apart. The model reads its prefix token, the
   * context and the text; of what is longer than {@link #contextLength()} it reads the end, and a
   * text that is longer itself in pieces, from its end backwards. Costs a pass over context and
   * text for each.
   *
   * @return a score for each continuation, in their order
   * @throws ScoringException if a text has no tokens or its score is not finite
   * @throws CancellationException if the calling thread is interrupted; its interrupt flag stays
   *     set
   */
  List<ContinuationScore> scoreContinuations(List<Continuation> continuations);

  /**
   * This model with another window policy, and so another fingerprint. Both share the same weights:
   * closing either closes both.
   *
   * @throws IllegalArgumentException if the stride is longer than the context, or the prefix token
   *     is not in the vocabulary
   */
  ReferenceModel withWindows(ContextWindows windows);

  /** How the model was trained, when this library trained it. */
  Optional<TrainingReport> training();

  /**
   * Saves the model into a folder as {@code config.json}, {@code model.safetensors}, {@code
   * tokenizer.json} and {@code perplexity-prune.json}. The folder appears whole or not at all.
   *
   * @param folder must not exist or be empty
   * @throws CheckpointException if the folder has files in it or cannot be written
   */
  void save(Path folder);

  /**
   * Releases the model's memory; further calls have no effect. Scoring afterwards is an {@link
   * IllegalStateException}.
   */
  @Override
  void close();
}
