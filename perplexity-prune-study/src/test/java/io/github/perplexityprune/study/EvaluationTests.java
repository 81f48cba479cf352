/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.github.perplexityprune.score.Continuation;
import io.github.perplexityprune.score.ContinuationScore;
import io.github.perplexityprune.study.EvaluationItem.Completion;
import io.github.perplexityprune.study.EvaluationItem.MultipleChoice;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTests {
  private final ScriptedModel model = new ScriptedModel();

  private Continuation scripted(String context, String text, double loss, int tokens) {
    return scripted(context, text, new ContinuationScore(loss * tokens, tokens, false));
  }

  private Continuation scripted(String context, String text, ContinuationScore score) {
    Continuation continuation = new Continuation(context, text);
    model.script(continuation, score);
    return continuation;
  }

  private ItemResult first(EvaluationItem... items) {
    return evaluated(items).items().get(0);
  }

  private TaskResult evaluated(EvaluationItem... items) {
    return Evaluation.of(model, List.of(EvaluationTask.of("task", "category", List.of(items))))
        .tasks()
        .get(0);
  }

  private MultipleChoice other() {
    return new MultipleChoice(
        "other", List.of(scripted("o", " x", 1, 1), scripted("o", " y", 2, 1)), 0);
  }

  @Test
  void theOptionOfTheLowestLossPerTokenIsChosenHoweverLongItIs() {
    Continuation longer = scripted("q", " a longer answer", 1.0, 5);
    Continuation shorter = scripted("q", " short", 1.5, 1);

    ItemResult result = first(new MultipleChoice("i", List.of(shorter, longer), 1), other());

    assertThat(result.isCorrect()).isTrue();
  }

  @Test
  void theMarginIsTheMeanOfTheOthersLessTheRight() {
    List<Continuation> options =
        List.of(
            scripted("q", " a", 2.0, 2), scripted("q", " b", 1.5, 1), scripted("q", " c", 1.0, 4));

    ItemResult result = first(new MultipleChoice("i", options, 1), other());

    assertThat(result.isCorrect()).isFalse();
    assertThat(result.margin()).isCloseTo((2.0 + 1.0) / 2 - 1.5, within(1e-12));
    assertThat(result.negativeLogLikelihood()).isCloseTo(1.5, within(1e-12));
  }

  @Test
  void contextsAreComparedByWhatFollowsThem() {
    List<Continuation> options =
        List.of(
            scripted("so Sarah", " got the easier cases", 3.0, 4),
            scripted("so Maria", " got the easier cases", 2.5, 4));

    assertThat(first(new MultipleChoice("i", options, 1), other()).isCorrect()).isTrue();
  }

  @Test
  void ofEqualOptionsTheFirstIsChosen() {
    List<Continuation> options = List.of(scripted("q", " a", 2.0, 1), scripted("q", " b", 2.0, 1));

    assertThat(first(new MultipleChoice("i", options, 1), other()).isCorrect()).isFalse();
    assertThat(first(new MultipleChoice("i", options, 0), other()).isCorrect()).isTrue();
  }

  @Test
  void aCompletionIsRightWhenAnAliasWouldBeWritten() {
    Continuation target = scripted("q", " Onion", 2.0, 1);
    scripted("q", " Shallot", new ContinuationScore(1, 1, true));

    ItemResult result = first(new Completion("i", target, List.of(" Shallot")), other());

    assertThat(result.isCorrect()).isTrue();
  }

  @Test
  void aCompletionIsMeasuredAgainstTargetsOfOthers() {
    Continuation target = scripted("q", " Onion", 2.0, 3);
    Continuation wrong = scripted("q2", " Leek", 1.0, 1);
    scripted("q", " Leek", 5.0, 1);
    scripted("q2", " Onion", 1.5, 3);

    TaskResult result =
        evaluated(new Completion("i", target, List.of()), new Completion("j", wrong, List.of()));

    assertThat(result.items()).extracting(ItemResult::margin).containsExactly(3.0, 0.5);
    assertThat(result.items()).extracting(ItemResult::isCorrect).containsExactly(false, false);
  }

  @Test
  void aCompletionThatNoOtherDiffersFromHasNoMargin() {
    Continuation target = scripted("q", " yes", 2.0, 1);
    Continuation same = scripted("q2", " yes", 1.0, 1);

    TaskResult result =
        evaluated(new Completion("i", target, List.of()), new Completion("j", same, List.of()));

    assertThat(result.items()).extracting(ItemResult::margin).containsExactly(0.0, 0.0);
  }

  @Test
  void equalContinuationsAreScoredOnce() {
    MultipleChoice one = other();
    MultipleChoice again = new MultipleChoice("again", one.options(), 1);

    evaluated(one, again);

    assertThat(model.asked()).containsExactlyElementsOf(one.options());
  }

  @Test
  void accuracyIsCountedFromChance() {
    TaskScore score = new TaskScore("t", "c", 100, 0.25, 0.30, 0.1, 2.0);

    // the example of the gauntlet's own description
    assertThat(score.normalisedAccuracy()).isCloseTo(0.0667, within(1e-4));
  }

  @Test
  void tasksOfOneCategoryAreAveragedFirst() {
    Scorecard scorecard =
        new Scorecard(
            List.of(
                new TaskScore("a", "x", 10, 0.5, 0.75, 0.2, 1),
                new TaskScore("b", "x", 90, 0.5, 0.5, 0.4, 1),
                new TaskScore("c", "y", 10, 0, 0.1, 0.9, 1)));

    assertThat(scorecard.categories(Metric.ACCURACY))
        .containsExactly(entry("x", 0.25), entry("y", 0.1));
    assertThat(scorecard.average(Metric.ACCURACY)).isCloseTo(0.175, within(1e-12));
    assertThat(scorecard.average(Metric.MARGIN)).isCloseTo(0.6, within(1e-12));
  }
}
