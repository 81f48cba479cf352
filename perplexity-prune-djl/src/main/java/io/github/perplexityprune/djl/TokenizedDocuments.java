/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Documents with their tokens, in order, tokenised on other threads ahead of need. Texts are read
 * on the calling thread, and what is read ahead is bounded.
 *
 * @param <D> what a document is here
 */
final class TokenizedDocuments<D>
    implements Iterator<TokenizedDocuments.Tokenized<D>>, AutoCloseable {
  /** Characters of text that may be ahead of what was handed out; one document may be longer. */
  private static final int MAXIMUM_CHARACTERS_AHEAD = 1 << 21;

  private static final int MAXIMUM_DOCUMENTS_AHEAD = 1024;

  private final Iterator<D> documents;
  private final Function<? super D, String> text;
  private final Tokenizer tokenizer;
  private final ExecutorService threads;
  private final Deque<Pending<D>> ahead = new ArrayDeque<>();
  private long charactersAhead;

  /** A document and its token ids. */
  record Tokenized<D>(D document, Tokens tokens) {}

  /** Token ids; a class of its own because records must not hold arrays as values. */
  static final class Tokens {
    final int[] ids;

    Tokens(int[] ids) {
      this.ids = ids;
    }
  }

  private record Pending<D>(D document, int characters, Future<Tokens> tokens) {}

  TokenizedDocuments(Iterator<D> documents, Function<? super D, String> text, Tokenizer tokenizer) {
    this.documents = documents;
    this.text = text;
    this.tokenizer = tokenizer;
    int threadCount = Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors() - 1));
    this.threads =
        Executors.newFixedThreadPool(
            threadCount,
            task -> {
              Thread thread = new Thread(task, "perplexity-prune-tokenizer");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public boolean hasNext() {
    return !ahead.isEmpty() || documents.hasNext();
  }

  @Override
  public Tokenized<D> next() {
    if (Thread.currentThread().isInterrupted()) { // waiting notices it only if tokens are not ready
      throw new CancellationException("interrupted while tokenising");
    }
    readAhead();
    Pending<D> first = ahead.poll();
    if (first == null) {
      throw new NoSuchElementException();
    }
    charactersAhead -= first.characters;
    try {
      return new Tokenized<>(first.document, first.tokens.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Cancellation.of("tokenising", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("tokenising failed", e.getCause());
    }
  }

  private void readAhead() {
    while (ahead.size() < MAXIMUM_DOCUMENTS_AHEAD
        && (ahead.isEmpty() || charactersAhead < MAXIMUM_CHARACTERS_AHEAD)
        && documents.hasNext()) {
      D document = documents.next();
      String characters = text.apply(document);
      charactersAhead += characters.length();
      ahead.add(
          new Pending<>(
              document,
              characters.length(),
              threads.submit(() -> new Tokens(tokenizer.encode(characters)))));
    }
  }

  /** Stops the threads. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
