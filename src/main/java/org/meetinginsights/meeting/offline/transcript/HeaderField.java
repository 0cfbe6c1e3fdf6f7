package org.meetinginsights.meeting.offline.transcript;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A field of the header: its names in transcripts, and the form of its values. */
enum HeaderField {
    MEETING_ID("[\\w.:/-]{1,64}", "meeting id", "meet id", "id da reunião"),
    CUSTOMER_ID("[\\w.:/-]{1,64}", "customer id", "client id", "id do cliente"),
    CUSTOMER_NAME(HeaderField.NAME, "customer", "customer name", "client", "cliente", "nome do cliente"),
    BANKER_ID("[\\w.:/-]{1,64}", "banker id", "id do gerente"),
    BANKER_NAME(HeaderField.NAME, "banker", "banker name", "gerente", "nome do gerente"),
    MEET_TYPE("[^.!?]{1,80}", "meeting type", "type", "tipo", "tipo de reunião"),
    MEET_DATE(
            "\\d{4}-\\d{2}-\\d{2}(?:T\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d{2}:\\d{2})?)?",
            "date", "data", "meeting date");

    /** Capitalised words only: speech has a small letter, a comma or a full stop somewhere. */
    private static final String NAME = "\\p{Lu}[\\p{L}'’.-]*(?: (?:d[aeo]s? )?\\p{Lu}[\\p{L}'’-]*){0,5}";

    private final Pattern value;
    private final Set<String> names;

    HeaderField(String value, String... names) {
        this.value = Pattern.compile(value);
        this.names = Set.of(names);
    }

    /** The field of that name; {@code null} if there is none. */
    static HeaderField named(String name) {
        String wanted = name.toLowerCase(Locale.ROOT).replace('_', ' ');
        for (HeaderField field : values()) {
            if (field.names.contains(wanted)) {
                return field;
            }
        }
        return null;
    }

    boolean accepts(String text) {
        return value.matcher(text).matches();
    }
}
