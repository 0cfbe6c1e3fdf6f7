package org.meetinginsights.admin;

import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;

/** Stored results, newest first. */
public record EntryList(@JsonbProperty("entries") List<CacheEntry> entries) {

    public EntryList {
        entries = List.copyOf(entries);
    }
}
