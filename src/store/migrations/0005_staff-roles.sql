INSERT INTO "staff_role" ("ward_id", "staff_id", "role") SELECT "ward_id", "id", "role" FROM "staff";--> statement-breakpoint
ALTER TABLE "staff" DROP COLUMN "role";
