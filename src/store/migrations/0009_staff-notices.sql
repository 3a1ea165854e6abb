CREATE TABLE "house_secret" (
	"name" text PRIMARY KEY NOT NULL,
	"sealed" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "notify" jsonb DEFAULT '{}'::jsonb NOT NULL;
--> statement-breakpoint
-- The house's own, like channel tokens: no ward's connection reads it.
REVOKE ALL ON house_secret FROM gan_dan_ward;
