package org.meetinginsights.meeting.openai;

/**
 * Hears of every exchange with the model, for metrics. Called on threads of the analyst, several at a time: quick,
 * thread-safe, and never throwing.
 */
public interface ModelCallListener {

    /** How an exchange ended. */
    enum Ending {
        SUCCESS,
        ERROR
    }

    /** For those who do not count. */
    ModelCallListener SILENT = new ModelCallListener() {
        @Override
        public void requested(String model, Ending ending) {}

        @Override
        public void failed(String errorType) {}

        @Override
        public void repaired(Ending ending) {}

        @Override
        public void retried() {}

        @Override
        public void circuit(boolean open) {}
    };

    /** One request with all its retries is over: the model answered, whatever the answer is worth, or it did not. */
    void requested(String model, Ending ending);

    /**
     * A meeting got no findings.
     *
     * @param errorType the code of the failure, such as {@code llm_timeout}
     */
    void failed(String errorType);

    /** The model was told what was wrong with its answer, and its second one was usable, or was not. */
    void repaired(Ending ending);

    /** An attempt failed, and after a pause there will be another one. */
    void retried();

    /** The model is not asked any more, because it is away, or is asked again. */
    void circuit(boolean open);
}
