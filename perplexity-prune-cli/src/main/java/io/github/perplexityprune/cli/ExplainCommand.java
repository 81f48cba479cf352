/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import io.github.perplexityprune.Decision;
import io.github.perplexityprune.ScoredDocuments;
import io.github.perplexityprune.io.SqliteScoreStore;
import io.github.perplexityprune.select.SelectionCriterion;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says why documents would be kept or dropped. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    customSynopsis = "perplexity-prune explain -s FILE -k BAND ID... [OPTIONS]",
    description = {"Tells a document's score and percentile, and why a band keeps or drops it."},
    footer = {
      "",
      "Example:",
      "  perplexity-prune explain -s pruned/scores.db -k medium:0.5 data.jsonl:17"
    })
final class ExplainCommand implements Callable<Integer> {
  @Mixin private ScoresOption scores = new ScoresOption();

  @Mixin private KeepOptions keep = new KeepOptions();
  @Mixin private SeedOption seed = new SeedOption();
  @Mixin private ConsoleOptions console = new ConsoleOptions();

  @Parameters(arity = "1..*", paramLabel = "ID", description = "Ids of documents.")
  private List<String> ids = new ArrayList<>();

  @Override
  public Integer call() {
    SelectionCriterion criterion = keep.criterion(seed.seed());
    try (SqliteScoreStore store = scores.open()) {
      ids.forEach(id -> requireKnown(store, id));
      var result = ScoredDocuments.of(store).select(criterion);
      List<Decision> decisions = ids.stream().map(result::explain).toList();
      new DecisionText(decisions).print(console);
    }
    return ExitCode.FINE;
  }

  private static void requireKnown(SqliteScoreStore store, String id) {
    if (store.find(id).isEmpty()) {
      throw new IllegalArgumentException(
          "ID must be that of a document in "
              + store.file()
              + ", but was '"
              + id
              + "'; the first one there is '"
              + (store.documentCount() == 0 ? "" : store.row(0).id())
              + "'");
    }
  }
}
