package org.podstudio.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.podstudio.api.project.AssetQuery;

/** A query's conditions as JPQL with named values. */
record AssetFilter(String jpql, Map<String, Object> values) {

    static AssetFilter of(AssetQuery query) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> values = new HashMap<>();
        query.kind().ifPresent(kind -> {
            conditions.add("a.kind = :kind");
            values.put("kind", kind);
        });
        query.theme().ifPresent(theme -> {
            conditions.add("a.theme = :theme");
            values.put("theme", theme);
        });
        query.tag().ifPresent(tag -> {
            conditions.add("t = :tag");
            values.put("tag", tag.toLowerCase(Locale.ROOT));
        });
        if (query.approvedOnly()) {
            conditions.add("a.approved = true");
        }
        if (!query.text().isBlank()) {
            conditions.add("a.searchText like :text escape '!'");
            values.put("text", contains(query.text()));
        }
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        String from = query.tag().isPresent() ? "AssetRow a join a.tags t" : "AssetRow a";
        return new AssetFilter("select a from " + from + where + " order by a.created desc, a.added desc", values);
    }

    private static String contains(String text) {
        return "%" + text.strip().toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
    }
}
