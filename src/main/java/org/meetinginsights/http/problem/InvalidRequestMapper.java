package org.meetinginsights.http.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Maps a body that can be read but is not valid. Each violation names the field as in the request. */
@Provider
public class InvalidRequestMapper extends ProblemMapper<ConstraintViolationException> {

    private static final Set<ElementKind> FIELD_KINDS = Set.of(ElementKind.PROPERTY, ElementKind.BEAN);
    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    @Override
    protected Response toResponse(ConstraintViolationException exception, RequestTarget target) {
        List<Problem.Detail> details = exception.getConstraintViolations().stream()
                .map(InvalidRequestMapper::detail)
                .sorted(Comparator.comparing(Problem.Detail::field).thenComparing(Problem.Detail::message))
                .toList();
        String first = details.get(0).field() + ": " + details.get(0).message();
        String more = details.size() == 1 ? "." : "; details has " + details.size() + " entries.";
        return target.problem(ProblemType.INVALID_MEETING, first + more, details);
    }

    private static Problem.Detail detail(ConstraintViolation<?> violation) {
        List<String> names = new ArrayList<>();
        for (Path.Node node : violation.getPropertyPath()) {
            if (FIELD_KINDS.contains(node.getKind()) && node.getName() != null) {
                names.add(WORD_START.matcher(node.getName()).replaceAll("_").toLowerCase(Locale.ROOT));
            }
        }
        return new Problem.Detail(String.join(".", names), violation.getMessage());
    }
}
