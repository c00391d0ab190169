-- Quotes that do not say which name they show, from before they did: it is the longest of the names that the quote holds.
CREATE OR REPLACE FUNCTION pg_temp.named_evidence(person jsonb) RETURNS jsonb LANGUAGE sql AS $$
  SELECT coalesce(jsonb_agg(item || jsonb_build_object('name', shown.name) ORDER BY place), '[]')
  FROM jsonb_array_elements(person -> 'evidence') WITH ORDINALITY AS items (item, place)
  CROSS JOIN LATERAL (
    SELECT name FROM jsonb_array_elements_text(person -> 'aliases' || jsonb_build_array(person -> 'name')) AS name
    WHERE strpos(item ->> 'quote', name) > 0
    ORDER BY length(name) DESC LIMIT 1
  ) AS shown
$$;
--> statement-breakpoint
UPDATE "character"
SET "evidence" = pg_temp.named_evidence(jsonb_build_object('name', "name", 'aliases', "aliases", 'evidence', "evidence"))
WHERE jsonb_path_exists("evidence", '$[*] ? (!exists(@.name))');
--> statement-breakpoint
-- The people of windows, for jobs that have not joined them into a cast yet.
UPDATE "job_item"
SET "result" = (
  SELECT jsonb_agg(person || jsonb_build_object('evidence', pg_temp.named_evidence(person)) ORDER BY place)
  FROM jsonb_array_elements("result") WITH ORDINALITY AS people (person, place)
)
WHERE "kind" = 'window' AND jsonb_path_exists("result", '$[*].evidence[*] ? (!exists(@.name))');
