/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.testkit;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.ScoringException;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.PerplexityScorer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A scorer for a host application's tests that answers from a script, by document id, and records
 * what it was asked:
 *
 * <pre>{@code
 * ScriptedPerplexityScorer scorer = ScriptedPerplexityScorer.create()
 *     .perplexity("plain", 12.5)
 *     .perplexity("odd", 900)
 *     .failure("broken", "no tokens");
 * }</pre>
 *
 * <p>A document that is not in the script fails the test with an {@link AssertionError}. Not
 * thread-safe.
 *
 * @since 0.1
 */
public final class ScriptedPerplexityScorer implements PerplexityScorer {
  private final Map<String, Supplier<PerplexityScore>> script = new LinkedHashMap<>();
  private final List<Document> requests = new ArrayList<>();

  private ScriptedPerplexityScorer() {}

  /** A scorer with an empty script. */
  public static ScriptedPerplexityScorer create() {
    return new ScriptedPerplexityScorer();
  }

  /** A scorer with these scores, by document id. */
  public static ScriptedPerplexityScorer of(Map<String, PerplexityScore> scores) {
    ScriptedPerplexityScorer scorer = create();
    scores.forEach(scorer::score);
    return scorer;
  }

  /**
   * Adds a document's score to the script.
   *
   * @throws IllegalStateException if the script has the document already
   */
  public ScriptedPerplexityScorer score(String id, PerplexityScore score) {
    requireNonNull(score, "score");
    return answer(id, () -> score);
  }

  /**
   * Adds the score of a text of one token and one byte to the script: enough where only the order
   * matters.
   *
   * @param perplexity finite and greater than 0
   * @throws IllegalArgumentException if {@code perplexity} is out of range
   * @throws IllegalStateException if the script has the document already
   */
  public ScriptedPerplexityScorer perplexity(String id, double perplexity) {
    return score(id, PerplexityScore.ofPerplexity(perplexity));
  }

  /**
   * Adds to the script that a document cannot be scored.
   *
   * @param reason the message of the {@link ScoringException}
   * @throws IllegalStateException if the script has the document already
   */
  public ScriptedPerplexityScorer failure(String id, String reason) {
    requireNonNull(reason, "reason");
    return answer(
        id,
        () -> {
          throw new ScoringException(reason);
        });
  }

  private ScriptedPerplexityScorer answer(String id, Supplier<PerplexityScore> answer) {
    if (script.putIfAbsent(requireNonNull(id, "id"), answer) != null) {
      throw new IllegalStateException("document '" + id + "' is already in the script");
    }
    return this;
  }

  /**
   * {@inheritDoc}
   *
   * @throws AssertionError if the document is not in the script
   */
  @Override
  public PerplexityScore score(Document document) {
    requests.add(document);
    Supplier<PerplexityScore> answer = script.get(document.id());
    if (answer == null) {
      throw new AssertionError(
          "document '" + document.id() + "' is not in the script, which has " + script.keySet());
    }
    return answer.get();
  }

  /** The documents it was asked to score, in order, with those that failed or were unknown. */
  public List<Document> requests() {
    return List.copyOf(requests);
  }

  /** The ids of {@link #requests()}. */
  public List<String> requestedIds() {
    return requests.stream().map(Document::id).toList();
  }

  /** The ids in the script. */
  @Override
  public String toString() {
    return "ScriptedPerplexityScorer" + script.keySet();
  }
}
