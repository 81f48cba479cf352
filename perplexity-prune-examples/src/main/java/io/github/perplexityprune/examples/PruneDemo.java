/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.examples;

import io.github.perplexityprune.PerplexityPruneException;
import io.github.perplexityprune.io.CorpusFiles;
import io.github.perplexityprune.io.SqliteScoreStore;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Prunes real text before a reader's eyes with the command {@code perplexity-prune}: source files
 * of Java libraries, some of them damaged on purpose, or the reader's own files; then looks at the
 * scores with the library. Options are system properties: see {@link DemoOptions}.
 */
public final class PruneDemo {
  /** What the user got wrong ends with this exit status and one sentence. */
  private static final int REFUSED = 2;

  private final DemoOptions options;
  private final PrintStream out;

  private PruneDemo(DemoOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /** Runs the demo. */
  public static void main(String[] args) {
    System.exit(status(System::getProperty, System.out, System.err));
  }

  static int status(UnaryOperator<@Nullable String> properties, PrintStream out, PrintStream err) {
    try {
      return new PruneDemo(DemoOptions.of(properties), out).run();
    } catch (IllegalArgumentException | PerplexityPruneException | UncheckedIOException e) {
      err.println("The demo cannot go on: " + e.getMessage());
      return REFUSED;
    }
  }

  private int run() {
    CorpusFiles files =
        CorpusFiles.builder()
            .input(options.input().orElseGet(this::writeCorpus).toString())
            .idField("id")
            .domainField("domain")
            .build();
    DemoCorpus corpus = DemoCorpus.of(files);
    line(
        "Corpus: %s, %,d documents, %.1f million characters",
        files, corpus.documentCount(), corpus.characterCount() / 1e6);
    List<String> command = command(corpus);
    line("");
    line("$ %s", String.join(" ", command).replace(" --", " \\\n    --"));
    int status = run(command);
    if (status == 0) {
      try (SqliteScoreStore scores =
          SqliteScoreStore.openReadOnly(options.output().resolve("scores.db"))) {
        new DemoReport(files, scores, options, out).print();
      }
      line("");
      line("Try another band, which takes seconds now, with -Ddemo.keep=medium:0.5,");
      line("or your own text with -Ddemo.input=FILE.jsonl");
    }
    return status;
  }

  private Path writeCorpus() {
    List<Article> articles = SourceJarCorpus.read(options.jars());
    long damaged = articles.stream().filter(article -> Damage.isDomain(article.domain())).count();
    line(
        "%,d source files of Java libraries and %,d copies damaged on purpose, one on each line of",
        articles.size() - damaged, damaged);
    Path file = SourceJarCorpus.write(articles, options.folder().resolve("corpus.jsonl"));
    line("%s", file);
    return file;
  }

  private List<String> command(DemoCorpus corpus) {
    return List.of(
        options.command().toString(),
        "prune",
        "--input",
        options.input().orElse(options.folder().resolve("corpus.jsonl")).toString(),
        "--id-field",
        "id",
        "--domain-field",
        "domain",
        "--keep",
        options.keep(),
        "--reference-fraction",
        String.format(Locale.ROOT, "%.3f", corpus.referenceShare()),
        "--train-tokens",
        Long.toString(corpus.trainingTokens()),
        "--output",
        options.output().toString());
  }

  /** Runs the command in a process of its own and passes on what it shows. */
  private int run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().transferTo(out);
      return process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the command must be built before, as ./mvnw -q -Ddemo does: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return REFUSED;
    }
  }

  private void line(String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
  }
}
