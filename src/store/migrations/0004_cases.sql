CREATE TABLE "answer_template" (
	"id" serial PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"category" text,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"closed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "case_answer" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"case_id" bigint NOT NULL,
	"body" text NOT NULL,
	"is_final" boolean NOT NULL,
	"state" text NOT NULL,
	"written_by_id" integer NOT NULL,
	"decided_by_id" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "case_category" (
	"ward_id" integer NOT NULL,
	"code" text NOT NULL,
	"name_vi" text NOT NULL,
	"name_en" text NOT NULL,
	"chair_only" boolean DEFAULT false NOT NULL,
	"needs_approval" boolean DEFAULT false NOT NULL,
	"instead_vi" text,
	"instead_en" text,
	"sort" smallint DEFAULT 0 NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "case_category_ward_id_code_pk" PRIMARY KEY("ward_id","code")
);
--> statement-breakpoint
CREATE TABLE "case_counter" (
	"ward_id" integer NOT NULL,
	"day" date NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "case_counter_ward_id_day_pk" PRIMARY KEY("ward_id","day")
);
--> statement-breakpoint
CREATE TABLE "case_event" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"case_id" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"staff_id" integer,
	"kind" text NOT NULL,
	"facts" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_follower" (
	"ward_id" integer NOT NULL,
	"case_id" bigint NOT NULL,
	"conversation_id" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "case_follower_case_id_conversation_id_pk" PRIMARY KEY("case_id","conversation_id")
);
--> statement-breakpoint
CREATE TABLE "case_message" (
	"message_id" bigint PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"case_id" bigint NOT NULL,
	"answer_id" bigint
);
--> statement-breakpoint
CREATE TABLE "case_note" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"case_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"staff_id" integer,
	"body" text NOT NULL,
	"mentions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_photo" (
	"id" text PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"case_id" bigint,
	"conversation_id" bigint,
	"mime" text NOT NULL,
	"width" smallint NOT NULL,
	"height" smallint NOT NULL,
	"content" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "citizen_case" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"code" text NOT NULL,
	"kind" text NOT NULL,
	"category" text NOT NULL,
	"body" text NOT NULL,
	"video_link" text,
	"neighbourhood_id" integer,
	"address" text,
	"latitude" double precision,
	"longitude" double precision,
	"identity_shown" boolean DEFAULT false NOT NULL,
	"contact_sealed" text,
	"conversation_id" bigint,
	"channel" text NOT NULL,
	"filed_by_id" integer,
	"state" text DEFAULT 'new' NOT NULL,
	"urgent" boolean DEFAULT false NOT NULL,
	"office_id" integer,
	"with_head" boolean DEFAULT false NOT NULL,
	"assignee_id" integer,
	"chair_only" boolean DEFAULT false NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"clock_started_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"deadline" jsonb NOT NULL,
	"paused_at" timestamp with time zone,
	"pause_reason" text,
	"alarm_level" smallint DEFAULT 0 NOT NULL,
	"next_alarm_at" timestamp with time zone,
	"answered_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"reopened_times" smallint DEFAULT 0 NOT NULL,
	"transferred_times" smallint DEFAULT 0 NOT NULL,
	"merged_into_id" bigint,
	"rating" smallint,
	"rated_at" timestamp with time zone,
	"rating_asked_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"search_words" "tsvector" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deadline_rule" (
	"id" serial PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"kind" text NOT NULL,
	"category" text,
	"urgent" boolean,
	"step" text NOT NULL,
	"value" smallint NOT NULL,
	"unit" text NOT NULL,
	"legal_basis" text NOT NULL,
	"effective_from" date NOT NULL,
	"effective_to" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "petition" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"kind" text NOT NULL,
	"contact_sealed" text NOT NULL,
	"conversation_id" bigint,
	"assignee_id" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"handled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "routing_rule" (
	"id" serial PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"category" text,
	"neighbourhood_id" integer,
	"keyword" text,
	"office_id" integer NOT NULL,
	"effective_from" date NOT NULL,
	"effective_to" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_entry" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"number" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"staff_id" integer,
	"action" text NOT NULL,
	"target" text DEFAULT '' NOT NULL,
	"facts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "neighbourhood" (
	"id" serial PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"aliases" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"head_receives_first" boolean DEFAULT false NOT NULL,
	"closed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "office" (
	"id" serial PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"aliases" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"kind" text DEFAULT 'internal' NOT NULL,
	"about" text,
	"phone" text,
	"address" text,
	"website" text,
	"notify" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"closed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "staff_role" (
	"id" serial PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"staff_id" integer NOT NULL,
	"role" text NOT NULL,
	"office_id" integer,
	"neighbourhood_id" integer
);
--> statement-breakpoint
CREATE TABLE "staff_session" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"staff_id" integer NOT NULL,
	"device" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff_token" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"staff_id" integer NOT NULL,
	"purpose" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "language" text DEFAULT 'vi' NOT NULL;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "totp_sealed" text;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "totp_confirmed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "totp_last_step" integer;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "oidc_subject" text;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "failed_sign_ins" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "locked_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "disabled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "away_from" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "away_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "deputy_id" integer;--> statement-breakpoint
ALTER TABLE "answer_template" ADD CONSTRAINT "answer_template_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_answer" ADD CONSTRAINT "case_answer_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_answer" ADD CONSTRAINT "case_answer_case_id_citizen_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."citizen_case"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_answer" ADD CONSTRAINT "case_answer_written_by_id_staff_id_fk" FOREIGN KEY ("written_by_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_answer" ADD CONSTRAINT "case_answer_decided_by_id_staff_id_fk" FOREIGN KEY ("decided_by_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_category" ADD CONSTRAINT "case_category_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_counter" ADD CONSTRAINT "case_counter_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_event" ADD CONSTRAINT "case_event_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_event" ADD CONSTRAINT "case_event_case_id_citizen_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."citizen_case"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_event" ADD CONSTRAINT "case_event_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_follower" ADD CONSTRAINT "case_follower_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_follower" ADD CONSTRAINT "case_follower_case_id_citizen_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."citizen_case"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_follower" ADD CONSTRAINT "case_follower_conversation_id_conversation_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_message" ADD CONSTRAINT "case_message_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_message" ADD CONSTRAINT "case_message_case_id_citizen_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."citizen_case"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_note" ADD CONSTRAINT "case_note_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_note" ADD CONSTRAINT "case_note_case_id_citizen_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."citizen_case"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_note" ADD CONSTRAINT "case_note_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_photo" ADD CONSTRAINT "case_photo_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_photo" ADD CONSTRAINT "case_photo_case_id_citizen_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."citizen_case"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_photo" ADD CONSTRAINT "case_photo_conversation_id_conversation_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversation"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "citizen_case" ADD CONSTRAINT "citizen_case_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "citizen_case" ADD CONSTRAINT "citizen_case_neighbourhood_id_neighbourhood_id_fk" FOREIGN KEY ("neighbourhood_id") REFERENCES "public"."neighbourhood"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "citizen_case" ADD CONSTRAINT "citizen_case_conversation_id_conversation_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversation"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "citizen_case" ADD CONSTRAINT "citizen_case_filed_by_id_staff_id_fk" FOREIGN KEY ("filed_by_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "citizen_case" ADD CONSTRAINT "citizen_case_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "citizen_case" ADD CONSTRAINT "citizen_case_assignee_id_staff_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deadline_rule" ADD CONSTRAINT "deadline_rule_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "petition" ADD CONSTRAINT "petition_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "petition" ADD CONSTRAINT "petition_conversation_id_conversation_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversation"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "petition" ADD CONSTRAINT "petition_assignee_id_staff_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routing_rule" ADD CONSTRAINT "routing_rule_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routing_rule" ADD CONSTRAINT "routing_rule_neighbourhood_id_neighbourhood_id_fk" FOREIGN KEY ("neighbourhood_id") REFERENCES "public"."neighbourhood"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routing_rule" ADD CONSTRAINT "routing_rule_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "neighbourhood" ADD CONSTRAINT "neighbourhood_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "office" ADD CONSTRAINT "office_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_role" ADD CONSTRAINT "staff_role_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_role" ADD CONSTRAINT "staff_role_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_role" ADD CONSTRAINT "staff_role_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_role" ADD CONSTRAINT "staff_role_neighbourhood_id_neighbourhood_id_fk" FOREIGN KEY ("neighbourhood_id") REFERENCES "public"."neighbourhood"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_session" ADD CONSTRAINT "staff_session_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_session" ADD CONSTRAINT "staff_session_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_token" ADD CONSTRAINT "staff_token_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_token" ADD CONSTRAINT "staff_token_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "answer_template_ward" ON "answer_template" USING btree ("ward_id");--> statement-breakpoint
CREATE INDEX "case_answer_case" ON "case_answer" USING btree ("case_id","id");--> statement-breakpoint
CREATE INDEX "case_answer_waiting" ON "case_answer" USING btree ("ward_id","id") WHERE state = 'waiting_approval';--> statement-breakpoint
CREATE INDEX "case_event_case" ON "case_event" USING btree ("case_id","id");--> statement-breakpoint
CREATE INDEX "case_follower_conversation" ON "case_follower" USING btree ("conversation_id");--> statement-breakpoint
CREATE INDEX "case_message_case" ON "case_message" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "case_message_answer" ON "case_message" USING btree ("answer_id");--> statement-breakpoint
CREATE INDEX "case_note_case" ON "case_note" USING btree ("case_id","id");--> statement-breakpoint
CREATE INDEX "case_photo_case" ON "case_photo" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "case_photo_conversation" ON "case_photo" USING btree ("conversation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "citizen_case_code" ON "citizen_case" USING btree ("ward_id","code");--> statement-breakpoint
CREATE INDEX "citizen_case_open" ON "citizen_case" USING btree ("ward_id","due_at","id") WHERE state in ('new', 'in_progress', 'waiting');--> statement-breakpoint
CREATE INDEX "citizen_case_office" ON "citizen_case" USING btree ("ward_id","office_id","due_at") WHERE state in ('new', 'in_progress', 'waiting');--> statement-breakpoint
CREATE INDEX "citizen_case_assignee" ON "citizen_case" USING btree ("assignee_id","due_at") WHERE state in ('new', 'in_progress', 'waiting');--> statement-breakpoint
CREATE INDEX "citizen_case_newest" ON "citizen_case" USING btree ("ward_id","received_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "citizen_case_category" ON "citizen_case" USING btree ("ward_id","category","received_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "citizen_case_conversation" ON "citizen_case" USING btree ("conversation_id");--> statement-breakpoint
CREATE INDEX "citizen_case_alarm" ON "citizen_case" USING btree ("next_alarm_at") WHERE next_alarm_at is not null;--> statement-breakpoint
CREATE INDEX "citizen_case_words" ON "citizen_case" USING gin ("search_words");--> statement-breakpoint
CREATE INDEX "deadline_rule_ward" ON "deadline_rule" USING btree ("ward_id","kind","effective_from");--> statement-breakpoint
CREATE INDEX "petition_ward" ON "petition" USING btree ("ward_id","id");--> statement-breakpoint
CREATE INDEX "routing_rule_ward" ON "routing_rule" USING btree ("ward_id","effective_from");--> statement-breakpoint
CREATE UNIQUE INDEX "audit_entry_number" ON "audit_entry" USING btree ("ward_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "neighbourhood_code" ON "neighbourhood" USING btree ("ward_id","code");--> statement-breakpoint
CREATE UNIQUE INDEX "office_code" ON "office" USING btree ("ward_id","code");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_role_once" ON "staff_role" USING btree ("staff_id","role",coalesce(office_id, 0),coalesce(neighbourhood_id, 0));--> statement-breakpoint
CREATE INDEX "staff_role_office" ON "staff_role" USING btree ("ward_id","office_id","role");--> statement-breakpoint
CREATE INDEX "staff_session_staff" ON "staff_session" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "staff_session_end" ON "staff_session" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "staff_token_staff" ON "staff_token" USING btree ("staff_id");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_oidc" ON "staff" USING btree ("oidc_subject") WHERE oidc_subject is not null;--> statement-breakpoint
CREATE INDEX "staff_ward" ON "staff" USING btree ("ward_id","id");