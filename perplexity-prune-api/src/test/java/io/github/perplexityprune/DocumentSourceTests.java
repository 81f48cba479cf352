/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentSourceTests {
  @Test
  void numbersDocumentsFromZeroUnlessGivenIds() {
    DocumentSource<String> source = DocumentSource.ofTexts(List.of("a", "b"));

    assertThat(source.hasIds()).isFalse();
    assertThat(source.document("b", 1)).isEqualTo(Document.of("1", "b"));
  }

  @Test
  void takesIdsAndDomainsFromTheObjects() {
    DocumentSource<Article> source = Article.source(new Article("name", "body", "site"));

    assertThat(source.hasIds()).isTrue();
    assertThat(source.document(new Article("name", "body", "site"), 7))
        .isEqualTo(new Document("name", "body", "site"));
  }

  @Test
  void isNotChangedByWith() {
    DocumentSource<String> plain = DocumentSource.ofTexts(List.of("a"));

    DocumentSource<String> named = plain.withId(text -> "id").withDomain(text -> "domain");

    assertThat(plain.document("a", 0)).isEqualTo(Document.of("0", "a"));
    assertThat(named.document("a", 0)).isEqualTo(new Document("id", "a", "domain"));
  }

  @Test
  void opensANewStreamEachTime() {
    AtomicInteger opened = new AtomicInteger();
    DocumentSource<String> source =
        DocumentSource.reopening(
            () -> {
              opened.incrementAndGet();
              return Stream.of("a", "b");
            },
            text -> text);

    assertThat(source.open()).containsExactly("a", "b");
    assertThat(source.open()).containsExactly("a", "b");
    assertThat(opened).hasValue(2);
  }

  @Test
  void closesWhatItOpened() {
    AtomicInteger closed = new AtomicInteger();
    DocumentSource<String> source =
        DocumentSource.reopening(
            () -> Stream.of("a").onClose(closed::incrementAndGet), text -> text);

    source.open().close();

    assertThat(closed).hasValue(1);
  }

  @Test
  void refusesAnOpenerThatGivesNothing() {
    DocumentSource<String> source = DocumentSource.reopening(() -> null, text -> text);

    assertThatThrownBy(source::open)
        .isInstanceOf(NullPointerException.class)
        .hasMessage("opener must not return null");
  }
}
