CREATE TABLE "knowledge_edit" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"language" text DEFAULT 'vi' NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"based_on" text,
	"question_id" bigint,
	"author_id" integer,
	"reviewer_id" integer,
	"review_words" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "staff_chat" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"staff_id" integer NOT NULL,
	"account_id" integer NOT NULL,
	"external_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff_notice" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"occasion" text NOT NULL,
	"kind" text NOT NULL,
	"case_id" bigint,
	"staff_id" integer,
	"office_id" integer,
	"way" text NOT NULL,
	"facts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"state" text DEFAULT 'due' NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"claimed_at" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"reason" text,
	"vendor_message_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff_push" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"staff_id" integer NOT NULL,
	"endpoint_hash" text NOT NULL,
	"sealed" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "data_request" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"kind" text NOT NULL,
	"conversation_id" bigint,
	"staff_id" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"due_at" timestamp with time zone,
	"done_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "publication" (
	"case_id" bigint PRIMARY KEY NOT NULL,
	"ward_id" integer NOT NULL,
	"question" text NOT NULL,
	"answer" text NOT NULL,
	"category" text NOT NULL,
	"office_id" integer,
	"asked_on" date NOT NULL,
	"answered_on" date NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"prepared_by_id" integer,
	"released_by_id" integer,
	"released_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "citizen_case" ADD COLUMN "news_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "conversation" ADD COLUMN "officer_id" integer;--> statement-breakpoint
ALTER TABLE "conversation" ADD COLUMN "officer_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "conversation" ADD COLUMN "officer_active_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "unanswered_question" ADD COLUMN "state" text DEFAULT 'open' NOT NULL;--> statement-breakpoint
ALTER TABLE "knowledge_edit" ADD CONSTRAINT "knowledge_edit_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_edit" ADD CONSTRAINT "knowledge_edit_question_id_unanswered_question_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."unanswered_question"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_edit" ADD CONSTRAINT "knowledge_edit_author_id_staff_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_edit" ADD CONSTRAINT "knowledge_edit_reviewer_id_staff_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_chat" ADD CONSTRAINT "staff_chat_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_chat" ADD CONSTRAINT "staff_chat_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_chat" ADD CONSTRAINT "staff_chat_account_id_channel_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."channel_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_notice" ADD CONSTRAINT "staff_notice_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_notice" ADD CONSTRAINT "staff_notice_case_id_citizen_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."citizen_case"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_notice" ADD CONSTRAINT "staff_notice_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_notice" ADD CONSTRAINT "staff_notice_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_push" ADD CONSTRAINT "staff_push_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_push" ADD CONSTRAINT "staff_push_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "data_request" ADD CONSTRAINT "data_request_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "data_request" ADD CONSTRAINT "data_request_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication" ADD CONSTRAINT "publication_case_id_citizen_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."citizen_case"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication" ADD CONSTRAINT "publication_ward_id_ward_id_fk" FOREIGN KEY ("ward_id") REFERENCES "public"."ward"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication" ADD CONSTRAINT "publication_prepared_by_id_staff_id_fk" FOREIGN KEY ("prepared_by_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication" ADD CONSTRAINT "publication_released_by_id_staff_id_fk" FOREIGN KEY ("released_by_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "knowledge_edit_version" ON "knowledge_edit" USING btree ("ward_id","kind","key","language","version");--> statement-breakpoint
CREATE UNIQUE INDEX "knowledge_edit_live" ON "knowledge_edit" USING btree ("ward_id","kind","key","language") WHERE state = 'live';--> statement-breakpoint
CREATE INDEX "knowledge_edit_state" ON "knowledge_edit" USING btree ("ward_id","state","id");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_chat_external" ON "staff_chat" USING btree ("account_id","external_id");--> statement-breakpoint
CREATE INDEX "staff_chat_staff" ON "staff_chat" USING btree ("staff_id");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_notice_once" ON "staff_notice" USING btree ("ward_id","occasion","way",coalesce(staff_id, 0),coalesce(office_id, 0));--> statement-breakpoint
CREATE INDEX "staff_notice_due" ON "staff_notice" USING btree ("next_attempt_at") WHERE state in ('due', 'sending');--> statement-breakpoint
CREATE INDEX "staff_notice_vendor" ON "staff_notice" USING btree ("ward_id","vendor_message_id");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_push_endpoint" ON "staff_push" USING btree ("endpoint_hash");--> statement-breakpoint
CREATE INDEX "staff_push_staff" ON "staff_push" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "data_request_ward" ON "data_request" USING btree ("ward_id","done_at","id");--> statement-breakpoint
CREATE INDEX "publication_ward" ON "publication" USING btree ("ward_id","state","released_at" DESC NULLS LAST);