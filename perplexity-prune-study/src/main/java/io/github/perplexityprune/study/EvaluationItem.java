/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.score.Continuation;
import java.util.List;
import java.util.stream.Stream;

/**
 * One question of an {@link EvaluationTask}.
 *
 * @since 0.1
 */
public sealed interface EvaluationItem {

  /** Names the item; unique within its task. */
  String id();

  /** Expected accuracy of guessing, in [0, 1). */
  double chance();

  /** What must be scored to answer. */
  List<Continuation> continuations();

  /**
   * A question with options of which one is right. The model's choice is the option of the lowest
   * mean negative log-likelihood per token; of equal ones the first. Options may share the context
   * and differ in the text, or differ in the context and share the text (partial scoring, as for
   * the Winograd schemas).
   *
   * @param id names the item
   * @param options at least 2
   * @param answer index of the right one
   */
  record MultipleChoice(String id, List<Continuation> options, int answer)
      implements EvaluationItem {
    /** Checks the options. */
    public MultipleChoice {
      requireNonNull(id, "id");
      options = List.copyOf(options);
      if (options.size() < 2) {
        throw new IllegalArgumentException(
            "item '" + id + "' must have at least 2 options, but has " + options.size());
      }
      if (answer < 0 || answer >= options.size()) {
        throw new IllegalArgumentException(
            "answer of item '"
                + id
                + "' must be from 0 to "
                + (options.size() - 1)
                + ", but was "
                + answer);
      }
    }

    @Override
    public double chance() {
      return 1.0 / options.size();
    }

    @Override
    public List<Continuation> continuations() {
      return options;
    }
  }

  /**
   * A text to be completed. The model is right if it would write the target, or one of its aliases,
   * token by token.
   *
   * @param id names the item
   * @param target the right completion
   * @param aliases texts that are right as well, after the same context
   */
  record Completion(String id, Continuation target, List<String> aliases)
      implements EvaluationItem {
    /** Copies the aliases. */
    public Completion {
      requireNonNull(id, "id");
      requireNonNull(target, "target");
      aliases = List.copyOf(aliases);
    }

    /** 0: nobody guesses a text. */
    @Override
    public double chance() {
      return 0;
    }

    /** The target, then the aliases. */
    @Override
    public List<Continuation> continuations() {
      return Stream.concat(
              Stream.of(target),
              aliases.stream().map(alias -> new Continuation(target.context(), alias)))
          .toList();
    }
  }
}
