/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.examples;

import static java.util.stream.Collectors.joining;

import io.github.perplexityprune.PerplexityPruneException;
import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.Pruner;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Prunes real text before a reader's eyes: source files of Java libraries, some of them damaged on
 * purpose, or the reader's own JSONL file. Options are system properties: see {@link DemoOptions}.
 */
public final class PruneDemo {
  /** What the user got wrong ends with this exit status and one sentence. */
  private static final int REFUSED = 2;

  private static final int FAILED = 1;
  private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

  private final DemoOptions options;
  private final PrintStream out;

  private PruneDemo(DemoOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /** Runs the demo. */
  public static void main(String[] args) throws InterruptedException {
    int[] status = {FAILED};
    Thread work =
        new Thread(() -> status[0] = status(System::getProperty, System.out, System.err), "demo");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(work)));
    work.start();
    work.join();
    System.exit(status[0]);
  }

  /** On Ctrl-C: native code crashes when the JVM ends before it. */
  private static void stop(Thread work) {
    work.interrupt();
    try {
      work.join(LONGEST_STOP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static int status(UnaryOperator<@Nullable String> properties, PrintStream out, PrintStream err) {
    try {
      new PruneDemo(DemoOptions.of(properties), out).run();
      return 0;
    } catch (CancellationException e) {
      err.println("The demo was stopped.");
      return FAILED;
    } catch (IllegalArgumentException | PerplexityPruneException e) {
      err.println("The demo cannot go on: " + e.getMessage());
      return REFUSED;
    } catch (UncheckedIOException e) {
      err.println("The demo cannot read its documents: " + e.getMessage());
      return REFUSED;
    }
  }

  private void run() {
    DemoCorpus corpus =
        options.input().isPresent()
            ? ownCorpus(new JsonLinesFile(options.input().get()))
            : demoCorpus();
    line(
        "Plan: train a small language model, the reference model, on %.0f%% of the documents, drawn at"
            + " random;",
        100 * corpus.referenceShare());
    line("      score the others by their perplexity, that is, by how much they surprise it;");
    line(
        "      keep those that %s takes (low: the least surprising, high: the most, medium: between).",
        options.criterion());
    line("");
    PruneResult<Article> result =
        Pruner.builder()
            .reference(corpus.trainer())
            .criterion(options.criterion())
            .listener(new ProgressLines(out))
            .prune(corpus.source());
    new DemoReport(corpus.source(), result, out).print();
    line("");
    line(
        "Try other bands with -Ddemo.keep=medium:0.5, or your own text with -Ddemo.input=FILE.jsonl");
  }

  private DemoCorpus ownCorpus(JsonLinesFile file) {
    DemoCorpus corpus = DemoCorpus.of(file);
    line(
        "Corpus: %s, %,d documents, %.1f million characters",
        file.path(), corpus.documentCount(), corpus.characterCount() / 1e6);
    return corpus;
  }

  private DemoCorpus demoCorpus() {
    List<Article> articles = SourceJarCorpus.read(options.corpus());
    DemoCorpus corpus = DemoCorpus.of(articles);
    long damaged = articles.stream().filter(article -> Damage.isDomain(article.domain())).count();
    line(
        "Corpus: %,d source files of Java libraries (%s)",
        articles.size() - damaged, libraries(articles));
    line(
        "        and %,d copies damaged on purpose, %.1f million characters in all",
        damaged, corpus.characterCount() / 1e6);
    return corpus;
  }

  private static String libraries(List<Article> articles) {
    return articles.stream()
        .map(Article::domain)
        .filter(domain -> !Damage.isDomain(domain))
        .distinct()
        .sorted()
        .collect(joining(", "));
  }

  private void line(String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
  }
}
