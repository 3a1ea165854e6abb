CREATE TABLE "channel_account" (
	"id" serial PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"channel" text NOT NULL,
	"external_id" text NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"secrets" text,
	"paused_until" timestamp with time zone,
	"pause_reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contact_fact" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"conversation_id" bigint,
	"inbound_event_id" bigint,
	"seq" smallint DEFAULT 0 NOT NULL,
	"name" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "conversation" (
	"id" bigint PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"speaker" text DEFAULT 'bot' NOT NULL,
	"session" jsonb,
	"last_inbound_at" timestamp with time zone,
	"next_send_at" timestamp with time zone,
	"burst_count" smallint DEFAULT 0 NOT NULL,
	"burst_started_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "dossier" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"code" text NOT NULL,
	"facts" jsonb NOT NULL,
	"secret_hashes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"content_hash" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dossier_attempt" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"conversation_id" bigint NOT NULL,
	"code_hash" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dossier_subscription" (
	"ward_id" integer NOT NULL,
	"dossier_id" bigint NOT NULL,
	"conversation_id" bigint NOT NULL,
	"told_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dossier_subscription_dossier_id_conversation_id_pk" PRIMARY KEY("dossier_id","conversation_id")
);
--> statement-breakpoint
CREATE TABLE "flow_version" (
	"flow_id" text NOT NULL,
	"version" text NOT NULL,
	"bundle" jsonb NOT NULL,
	"last_used_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "flow_version_flow_id_version_pk" PRIMARY KEY("flow_id","version")
);
--> statement-breakpoint
CREATE TABLE "former_ward" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"province" text NOT NULL,
	"old_name" text NOT NULL,
	"old_name_folded" text NOT NULL,
	"new_name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "handoff_request" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"conversation_id" bigint NOT NULL,
	"topic" text,
	"state" text DEFAULT 'open' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "identity" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"account_id" integer NOT NULL,
	"external_id" text NOT NULL,
	"language" text DEFAULT 'vi' NOT NULL,
	"source" text,
	"blocked_at" timestamp with time zone,
	"opted_out_at" timestamp with time zone,
	"consented_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_mapping" (
	"ward_id" integer NOT NULL,
	"kind" text NOT NULL,
	"mapping" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "import_mapping_ward_id_kind_pk" PRIMARY KEY("ward_id","kind")
);
--> statement-breakpoint
CREATE TABLE "inbound_event" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"account_id" integer NOT NULL,
	"event_id" text NOT NULL,
	"external_id" text NOT NULL,
	"lane" smallint NOT NULL,
	"payload" jsonb NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"last_error" text,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"handled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "message" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"account_id" integer NOT NULL,
	"conversation_id" bigint NOT NULL,
	"inbound_event_id" bigint,
	"seq" smallint DEFAULT 0 NOT NULL,
	"send_lane" text DEFAULT 'reply' NOT NULL,
	"body" jsonb NOT NULL,
	"state" text DEFAULT 'created' NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"claimed_at" timestamp with time zone,
	"vendor_message_id" text,
	"error_code" text,
	"vendor_code" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"seen_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "pending_lookup" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"conversation_id" bigint NOT NULL,
	"sealed" text NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "procedure" (
	"ward_id" integer NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"record" jsonb NOT NULL,
	"content_hash" text NOT NULL,
	"warnings" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "procedure_ward_id_code_pk" PRIMARY KEY("ward_id","code")
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" serial PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"email" text NOT NULL,
	"password_hash" text NOT NULL,
	"must_change_password" boolean DEFAULT true NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stored_file" (
	"id" text PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"account_id" integer NOT NULL,
	"external_id" text NOT NULL,
	"mime" text NOT NULL,
	"content" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unanswered_question" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"question" text NOT NULL,
	"folded" text NOT NULL,
	"times_asked" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_asked_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ward" (
	"id" serial PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"province" text NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ward_code_unique" UNIQUE("code")
);
--> statement-breakpoint
ALTER TABLE "channel_account" ADD CONSTRAINT "channel_account_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_fact" ADD CONSTRAINT "contact_fact_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_id_identity_id_fk" FOREIGN KEY ("id") REFERENCES "public"."identity"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier" ADD CONSTRAINT "dossier_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_attempt" ADD CONSTRAINT "dossier_attempt_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_subscription" ADD CONSTRAINT "dossier_subscription_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_subscription" ADD CONSTRAINT "dossier_subscription_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_subscription" ADD CONSTRAINT "dossier_subscription_conversation_id_conversation_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handoff_request" ADD CONSTRAINT "handoff_request_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handoff_request" ADD CONSTRAINT "handoff_request_conversation_id_conversation_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity" ADD CONSTRAINT "identity_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity" ADD CONSTRAINT "identity_account_id_channel_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."channel_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_mapping" ADD CONSTRAINT "import_mapping_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound_event" ADD CONSTRAINT "inbound_event_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_conversation_id_conversation_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pending_lookup" ADD CONSTRAINT "pending_lookup_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pending_lookup" ADD CONSTRAINT "pending_lookup_conversation_id_conversation_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "procedure" ADD CONSTRAINT "procedure_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unanswered_question" ADD CONSTRAINT "unanswered_question_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "channel_account_external" ON "channel_account" USING btree ("channel","external_id");--> statement-breakpoint
CREATE UNIQUE INDEX "contact_fact_once" ON "contact_fact" USING btree ("inbound_event_id","seq");--> statement-breakpoint
CREATE INDEX "contact_fact_ward" ON "contact_fact" USING btree ("ward_id","name","at");--> statement-breakpoint
CREATE UNIQUE INDEX "dossier_code" ON "dossier" USING btree ("ward_id","code");--> statement-breakpoint
CREATE INDEX "dossier_attempt_identity" ON "dossier_attempt" USING btree ("conversation_id","at");--> statement-breakpoint
CREATE INDEX "dossier_attempt_code" ON "dossier_attempt" USING btree ("ward_id","code_hash","at");--> statement-breakpoint
CREATE UNIQUE INDEX "former_ward_once" ON "former_ward" USING btree ("province","old_name","new_name");--> statement-breakpoint
CREATE INDEX "former_ward_name" ON "former_ward" USING btree ("old_name_folded");--> statement-breakpoint
CREATE UNIQUE INDEX "handoff_request_open" ON "handoff_request" USING btree ("conversation_id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "handoff_request_ward" ON "handoff_request" USING btree ("ward_id","state","id");--> statement-breakpoint
CREATE UNIQUE INDEX "identity_external" ON "identity" USING btree ("account_id","external_id");--> statement-breakpoint
CREATE UNIQUE INDEX "inbound_event_once" ON "inbound_event" USING btree ("account_id","event_id");--> statement-breakpoint
CREATE INDEX "inbound_event_pending" ON "inbound_event" USING btree ("lane","ward_id","id") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "inbound_event_dead" ON "inbound_event" USING btree ("ward_id","id") WHERE state = 'dead';--> statement-breakpoint
CREATE INDEX "inbound_event_citizen" ON "inbound_event" USING btree ("account_id","external_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "message_once" ON "message" USING btree ("inbound_event_id","seq") WHERE inbound_event_id is not null;--> statement-breakpoint
CREATE INDEX "message_due" ON "message" USING btree ("account_id","send_lane" DESC NULLS LAST,"id") WHERE state in ('created', 'temporary_failure');--> statement-breakpoint
CREATE INDEX "message_sending" ON "message" USING btree ("claimed_at") WHERE state = 'sending';--> statement-breakpoint
CREATE INDEX "message_unfinished" ON "message" USING btree ("conversation_id","id") WHERE state in ('created', 'sending', 'temporary_failure');--> statement-breakpoint
CREATE INDEX "message_conversation" ON "message" USING btree ("conversation_id","id");--> statement-breakpoint
CREATE INDEX "message_vendor" ON "message" USING btree ("account_id","vendor_message_id");--> statement-breakpoint
CREATE INDEX "pending_lookup_due" ON "pending_lookup" USING btree ("next_attempt_at");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_email" ON "staff" USING btree ("email");--> statement-breakpoint
CREATE INDEX "stored_file_citizen" ON "stored_file" USING btree ("account_id","external_id");--> statement-breakpoint
CREATE UNIQUE INDEX "unanswered_question_once" ON "unanswered_question" USING btree ("ward_id","folded");