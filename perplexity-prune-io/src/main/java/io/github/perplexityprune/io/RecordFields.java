/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.util.List;

/**
 * Where a record holds what makes it a document. A field is a path of names: {@code content.body}
 * is the field {@code body} of the object {@code content}.
 *
 * @param text path of the text
 * @param id path of the id, empty when records have none
 * @param domain path of the domain, empty when records have none
 */
record RecordFields(List<String> text, List<String> id, List<String> domain) {
  RecordFields {
    text = List.copyOf(text);
    id = List.copyOf(id);
    domain = List.copyOf(domain);
  }
}
