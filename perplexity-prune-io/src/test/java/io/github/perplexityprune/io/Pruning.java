/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.ScoredDocuments;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.select.SelectionCriterion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Prunes files in tests; a document's summed negative log-likelihood is its length. */
record Pruning(CorpusFiles corpus, PruneResult<CorpusRecord> result) {

  static Pruning of(SelectionCriterion criterion, Path... inputs) {
    return of(criterion, rejected -> {}, inputs);
  }

  static Pruning of(
      SelectionCriterion criterion, Consumer<RejectedRecord> rejects, Path... inputs) {
    CorpusFiles.Builder builder =
        CorpusFiles.builder().idField("id").domainField("domain").rejects(rejects);
    for (Path input : inputs) {
      builder.input(input);
    }
    CorpusFiles corpus = builder.build();
    PruneResult<CorpusRecord> result =
        Pruner.builder()
            .scorer(
                document ->
                    new PerplexityScore(
                        document.text().length(), 2, document.text().getBytes(UTF_8).length))
            .criterion(criterion)
            .prune(corpus.source());
    return new Pruning(corpus, result);
  }

  /** The same scores and selection over documents that are read in another way. */
  Pruning reading(UnaryOperator<Stream<CorpusRecord>> reading) {
    DocumentSource<CorpusRecord> source =
        DocumentSource.reopening(() -> reading.apply(corpus.source().open()), CorpusRecord::text);
    return new Pruning(
        corpus, ScoredDocuments.of(source, result.scores()).select(result.selection().criterion()));
  }

  List<WrittenFile> write(PrunedFolder folder) {
    return folder.write(corpus.fingerprint(), result);
  }

  List<WrittenFile> write(Path folder) {
    try (PrunedFolder pruned = PrunedFolder.in(folder)) {
      return write(pruned);
    }
  }

  /** What a folder holds, by name; bytes as characters. */
  static Map<String, String> tree(Path folder) {
    Map<String, String> tree = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(path).toString();
        if (!name.equals(".lock")) {
          tree.put(name, new String(Files.readAllBytes(path), ISO_8859_1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tree;
  }

  /** The content of a written file, whatever it is compressed with. */
  static String content(Path file) throws IOException {
    FileKind kind = FileKind.ofName(file.getFileName().toString()).orElseThrow();
    byte[] stored = Files.readAllBytes(file);
    CorpusFile named =
        new CorpusFile(
            file, file.getFileName().toString(), kind.format(), kind.compression(), stored.length);
    try (InputStream content =
        new FileBytes(named, new ByteArrayInputStream(stored), InputLimits.defaults())) {
      return new String(content.readAllBytes(), UTF_8);
    }
  }
}
