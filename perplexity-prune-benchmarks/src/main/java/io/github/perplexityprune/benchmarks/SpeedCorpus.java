/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.perplexityprune.djl.EngineUnderTest;
import io.github.perplexityprune.reference.ReferenceSplit;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Texts to measure with, in a random order that is always the same. */
final class SpeedCorpus {
  private static final Set<String> SHORT_DOMAINS =
      Set.of("poetry_zh", "commit_messages", "cli_help_en");

  private static final int SHORT_CHARACTERS = 20;

  private final List<String> texts;

  private SpeedCorpus(Stream<String> texts) {
    this.texts = texts.sorted(Comparator.comparingLong(ReferenceSplit::contentHash)).toList();
  }

  /** All documents of a folder of {@code <domain>.jsonl.zst} files. */
  static SpeedCorpus natural(List<CorpusText> documents) {
    return new SpeedCorpus(documents.stream().map(CorpusText::text));
  }

  /** Paragraphs of poems, commit messages and command help. */
  static SpeedCorpus paragraphs(List<CorpusText> documents) {
    return new SpeedCorpus(
        documents.stream()
            .filter(document -> SHORT_DOMAINS.contains(document.domain()))
            .flatMap(document -> Arrays.stream(document.text().split("\n\\s*\n")))
            .filter(paragraph -> paragraph.length() >= SHORT_CHARACTERS));
  }

  /** The documents of a folder. */
  static List<CorpusText> read(Path folder) throws IOException {
    List<CorpusText> documents = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".zst")).sorted().toList()) {
        documents.addAll(CorpusText.read(file));
      }
    }
    return documents;
  }

  /** The first texts. */
  List<String> texts(int count) {
    return texts.subList(0, Math.min(count, texts.size()));
  }

  /**
   * The first texts up to a number of tokens, cut to pieces that leave room for one more token in a
   * context.
   */
  List<int[]> tokens(int vocabularySize, int contextLength, long tokenCount) {
    List<int[]> pieces = new ArrayList<>();
    long total = 0;
    for (int first = 0; first < texts.size() && total < tokenCount; first += 16) {
      List<String> some = texts.subList(first, Math.min(texts.size(), first + 16));
      for (int[] ids : EngineUnderTest.tokenize(vocabularySize, some)) {
        for (int from = 0; from < ids.length && total < tokenCount; from += contextLength - 1) {
          int[] piece =
              Arrays.copyOfRange(ids, from, Math.min(ids.length, from + contextLength - 1));
          pieces.add(piece);
          total += piece.length;
        }
      }
    }
    return pieces;
  }

  /** Writes a file with a JSON array a document, each with a token before it. */
  static void write(Path file, int prefixToken, List<int[]> documents) {
    try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
      for (int[] ids : documents) {
        int[] all = new int[ids.length + 1];
        all[0] = prefixToken;
        System.arraycopy(ids, 0, all, 1, ids.length);
        out.write(Arrays.toString(all));
        out.newLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
