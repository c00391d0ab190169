import { createHash } from 'node:crypto'

/**
 * Numbers every change of a job and tells listeners of changed rows when the transaction commits. Applied after the tables exist, by
 * `db:migrate` and `db:push` alike; safe to run again.
 */
export const triggersSql = `
CREATE OR REPLACE FUNCTION cineqo_number_job_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.version := CASE WHEN TG_OP = 'INSERT' THEN 1 ELSE OLD.version + 1 END;
  NEW.changed_in := pg_current_xact_id()::text::bigint;
  NEW.updated_at := now();
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION cineqo_number_item_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.version := CASE WHEN TG_OP = 'INSERT' THEN 1 ELSE OLD.version + 1 END;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION cineqo_notify_job_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM pg_notify('cineqo_change', json_build_object('table', 'job', 'id', OLD.id, 'userId', OLD.user_id, 'deleted', true)::text);
  ELSE
    PERFORM pg_notify('cineqo_change', json_build_object('table', 'job', 'id', NEW.id, 'userId', NEW.user_id)::text);
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION cineqo_notify_item_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('cineqo_change', json_build_object('table', 'job_item', 'id', NEW.id, 'jobId', NEW.job_id)::text);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER job_number BEFORE INSERT OR UPDATE ON job
  FOR EACH ROW EXECUTE FUNCTION cineqo_number_job_change();
CREATE OR REPLACE TRIGGER job_notify AFTER INSERT OR UPDATE OR DELETE ON job
  FOR EACH ROW EXECUTE FUNCTION cineqo_notify_job_change();
CREATE OR REPLACE TRIGGER job_item_number BEFORE INSERT OR UPDATE ON job_item
  FOR EACH ROW EXECUTE FUNCTION cineqo_number_item_change();
CREATE OR REPLACE TRIGGER job_item_notify AFTER UPDATE ON job_item
  FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION cineqo_notify_item_change();
`

/** The triggers that the statements above create. */
export const triggers = [
  { name: 'job_number', table: 'job' },
  { name: 'job_notify', table: 'job' },
  { name: 'job_item_number', table: 'job_item' },
  { name: 'job_item_notify', table: 'job_item' },
]

/** Changes when the statements do. */
export const triggersVersion = createHash('sha256').update(triggersSql).digest('hex')
