/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.TrainingReport;
import io.github.perplexityprune.score.ContextWindows;
import io.github.perplexityprune.score.Continuation;
import io.github.perplexityprune.score.ContinuationScore;
import io.github.perplexityprune.score.PerplexityScore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model that knows the scores it is told and remembers what it was asked. */
final class ScriptedModel implements ReferenceModel {
  private final Map<Continuation, ContinuationScore> scores = new HashMap<>();
  private final List<Continuation> asked = new ArrayList<>();

  void script(Continuation continuation, ContinuationScore score) {
    scores.put(continuation, score);
  }

  List<Continuation> asked() {
    return asked;
  }

  @Override
  public List<ContinuationScore> scoreContinuations(List<Continuation> continuations) {
    asked.addAll(continuations);
    return continuations.stream()
        .map(
            continuation ->
                Optional.ofNullable(scores.get(continuation))
                    .orElseThrow(() -> new AssertionError("not scripted: " + continuation)))
        .toList();
  }

  @Override
  public PerplexityScore score(Document document) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String fingerprint() {
    return "scripted";
  }

  @Override
  public int contextLength() {
    return 64;
  }

  @Override
  public long parameterCount() {
    return 1;
  }

  @Override
  public ContextWindows windows() {
    return ContextWindows.disjoint();
  }

  @Override
  public ReferenceModel withWindows(ContextWindows windows) {
    return this;
  }

  @Override
  public Optional<TrainingReport> training() {
    return Optional.empty();
  }

  @Override
  public void save(Path folder) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
