/** Admission control: what a node takes on at the same time, and how those who pay for it share that. It knows nothing else. */
package org.meetinginsights.admission;
