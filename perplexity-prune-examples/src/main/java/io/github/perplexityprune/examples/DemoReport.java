/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.examples;

import io.github.perplexityprune.Decision;
import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.ScoredDocuments;
import io.github.perplexityprune.io.CorpusFiles;
import io.github.perplexityprune.io.CorpusRecord;
import io.github.perplexityprune.reference.Device;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.TrainingReport;
import io.github.perplexityprune.score.ScoreStore;
import java.io.PrintStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Looks at scores that are there: what the extremes are, and what became of damaged copies. */
final class DemoReport {
  private static final int EXTREMES = 3;
  private static final int EXCERPT_CHARACTERS = 100;

  private final DocumentSource<CorpusRecord> source;
  private final DemoOptions options;
  private final PruneResult<CorpusRecord> result;
  private final PrintStream out;

  DemoReport(CorpusFiles files, ScoreStore scores, DemoOptions options, PrintStream out) {
    this.source = files.source();
    this.options = options;
    this.result = ScoredDocuments.of(source, scores).select(options.criterion());
    this.out = out;
  }

  void print() {
    try (ReferenceModel model =
        ReferenceModel.load(options.output().resolve("reference"), Device.cpu())) {
      model.training().ifPresent(this::referenceModel);
    }
    extremes();
    DamageTable damage = DamageTable.of(result);
    if (damage.isComplete()) {
      damage(damage);
    }
  }

  private void referenceModel(TrainingReport report) {
    heading("How good is the reference model?");
    line(
        "%,d weights, trained on %,d tokens of %,d documents in %d s.",
        report.model().parameterCount(),
        report.tokenCount(),
        report.documentCount(),
        report.duration().toSeconds());
    if (report.validationLoss().isEmpty() || report.unigramEntropy().isEmpty()) {
      line("There were too few documents to set some aside and measure it.");
      return;
    }
    double loss = report.validationLoss().getAsDouble();
    double entropy = report.unigramEntropy().getAsDouble();
    line(
        "Before each token of documents it never saw, it is as unsure as if it had to guess among");
    line(
        "%,.0f equally likely ones. That is its perplexity: exp(%.2f nats per token).",
        Math.exp(loss), loss);
    line(
        "One that knows nothing but how frequent each token is would guess among %,.0f: exp(%.2f).",
        Math.exp(entropy), entropy);
  }

  private void damage(DamageTable damage) {
    heading("What became of the damaged copies? The same scores, selected from three times:");
    damage.print(out);
    line("Shuffled characters and base64 surprise the reference model, so that low drops them.");
    line(
        "Repetition is easy to predict: repeated boilerplate scores LOW, and so it survives low. A low");
    line(
        "perplexity means predictable, not good. Remove duplicates first, or keep a band above it.");
  }

  private void extremes() {
    long damaged =
        result.summary().domains().stream()
            .filter(domain -> Damage.isDomain(domain.name()))
            .mapToLong(domain -> domain.documentCount())
            .sum();
    int candidates = Math.toIntExact(damaged) + EXTREMES;
    List<Decision> lowest = result.lowest(candidates);
    List<Decision> highest = result.highest(candidates);
    print("Least surprising documents", lowest.stream());
    print("Most surprising documents", highest.stream());
    if (damaged > 0) {
      print(
          "Least surprising documents that are not damaged",
          lowest.stream().filter(DemoReport::isUndamaged));
      print(
          "Most surprising documents that are not damaged",
          highest.stream().filter(DemoReport::isUndamaged));
    }
  }

  private static boolean isUndamaged(Decision decision) {
    return !Damage.isDomain(decision.domain());
  }

  private void print(String heading, Stream<Decision> candidates) {
    List<Decision> decisions = candidates.limit(EXTREMES).toList();
    Map<Long, String> excerpts = excerpts(decisions.stream().map(Decision::ordinal).toList());
    heading(heading);
    for (Decision decision : decisions) {
      line(
          "%7s  %-7s %s",
          decision.score().map(score -> perplexity(score.meanNegativeLogLikelihood())).orElse(""),
          decision.isKept() ? "kept" : "dropped",
          decision.id());
      line("         %s", excerpts.getOrDefault(decision.ordinal(), ""));
    }
  }

  private Map<Long, String> excerpts(Collection<Long> ordinals) {
    Map<Long, String> excerpts = new HashMap<>();
    try (Stream<CorpusRecord> documents = source.open()) {
      long ordinal = 0;
      for (Iterator<CorpusRecord> all = documents.iterator(); all.hasNext(); ordinal++) {
        CorpusRecord document = all.next();
        if (ordinals.contains(ordinal)) {
          excerpts.put(ordinal, excerpt(document.text()));
        }
      }
    }
    return excerpts;
  }

  /** Something from the middle, since many documents begin alike. */
  private static String excerpt(String text) {
    int from = Math.max(0, Math.min(text.length() / 2, text.length() - EXCERPT_CHARACTERS));
    String middle = text.substring(from, Math.min(text.length(), from + 3 * EXCERPT_CHARACTERS));
    String oneLine = middle.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return oneLine.substring(0, Math.min(EXCERPT_CHARACTERS, oneLine.length()));
  }

  private static String perplexity(double meanNegativeLogLikelihood) {
    return String.format(Locale.ROOT, "%,.1f", Math.exp(meanNegativeLogLikelihood));
  }

  private void heading(String text) {
    line("");
    line("%s", text);
  }

  private void line(String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
  }
}
