CREATE INDEX "outbox_waiting" ON "outbox" USING btree ("cause_id","channel") WHERE cause = 'campaign' and sent_at is null and failed_at is null and unknown_at is null and cancelled_at is null;--> statement-breakpoint
CREATE INDEX "outbox_refused" ON "outbox" USING btree ("cause_id","failure") WHERE cause = 'campaign' and failure is not null;--> statement-breakpoint
CREATE INDEX "outbox_failed" ON "outbox" USING btree ("id") WHERE failed_at is not null;--> statement-breakpoint
CREATE INDEX "outbox_in_doubt" ON "outbox" USING btree ("id") WHERE unknown_at is not null and sent_at is null;