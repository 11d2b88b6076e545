output "database_url" {
  description = "DATABASE_URL; the connection is encrypted."
  value       = module.database.url
  sensitive   = true
}

output "redis_url" {
  description = "REDIS_URL; the connection is encrypted."
  value       = module.redis.url
  sensitive   = true
}

output "uploads_bucket" {
  description = "S3_BUCKET, and uploads.bucket of the chart."
  value       = module.uploads.bucket
}

output "uploads_policy_arn" {
  description = "What the pods' role may do with the bucket: attach it to the role of the chart's service account."
  value       = module.uploads.policy_arn
}
