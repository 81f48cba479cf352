/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of a host application's own objects that can be read again from its start, and how to
 * get a {@link Document} out of each.
 *
 * <p>A pruning reads the source several times (to survey, train, score and hand back), so every
 * {@link #open()} must give the same objects in the same order. Immutable; each {@code with} method
 * returns a new source.
 *
 * @param <T> the host application's type; its objects come back untouched
 * @since 0.1
 */
public final class DocumentSource<T> {
  private final Supplier<? extends Stream<? extends T>> opener;
  private final Function<? super T, String> text;
  private final @Nullable Function<? super T, String> id;
  private final Function<? super T, String> domain;

  private DocumentSource(
      Supplier<? extends Stream<? extends T>> opener,
      Function<? super T, String> text,
      @Nullable Function<? super T, String> id,
      Function<? super T, String> domain) {
    this.opener = opener;
    this.text = text;
    this.id = id;
    this.domain = domain;
  }

  /**
   * A source over a collection, which must not change while it is in use.
   *
   * @param items the objects, in an order that every iteration repeats
   * @param text gives an object's text; must not return null
   */
  public static <T> DocumentSource<T> of(
      Collection<? extends T> items, Function<? super T, String> text) {
    requireNonNull(items, "items");
    return reopening(items::stream, text);
  }

  /**
   * A source over anything that can be streamed again: lines of a file, rows of a query.
   *
   * @param opener opens a new stream of the same objects in the same order on every call; each
   *     stream is closed after use
   * @param text gives an object's text; must not return null
   */
  public static <T> DocumentSource<T> reopening(
      Supplier<? extends Stream<? extends T>> opener, Function<? super T, String> text) {
    return new DocumentSource<>(
        requireNonNull(opener, "opener"), requireNonNull(text, "text"), null, item -> "");
  }

  /** A source of strings, each a document. */
  public static DocumentSource<String> ofTexts(Collection<String> texts) {
    return of(texts, Function.identity());
  }

  /**
   * This source with ids taken from the objects; without it a document's id is its ordinal, counted
   * from 0.
   */
  public DocumentSource<T> withId(Function<? super T, String> newId) {
    return new DocumentSource<>(opener, text, requireNonNull(newId, "id"), domain);
  }

  /** This source with domains taken from the objects; without it every domain is empty. */
  public DocumentSource<T> withDomain(Function<? super T, String> newDomain) {
    return new DocumentSource<>(opener, text, id, requireNonNull(newDomain, "domain"));
  }

  /** Opens the objects from the start; the caller closes the stream. */
  public Stream<T> open() {
    Stream<? extends T> stream = requireNonNull(opener.get(), "opener must not return null");
    return stream.map(item -> item);
  }

  /** Whether ids come from the objects ({@link #withId}) rather than from their ordinals. */
  public boolean hasIds() {
    return id != null;
  }

  /**
   * The document in an object.
   *
   * @param item one of the objects of this source
   * @param ordinal its position in the source, counted from 0
   * @throws NullPointerException if the object, its id, text or domain is null; the message names
   *     the document
   */
  public Document document(T item, long ordinal) {
    requireNonNull(item, () -> "document " + ordinal + " of the source must not be null");
    String itemId =
        id == null
            ? Long.toString(ordinal)
            : requireNonNull(
                id.apply(item), () -> "id of document " + ordinal + " must not be null");
    String itemDomain =
        requireNonNull(
            domain.apply(item),
            () ->
                "domain of document '"
                    + itemId
                    + "' must not be null; use an empty string for none");
    return new Document(itemId, text.apply(item), itemDomain);
  }
}
