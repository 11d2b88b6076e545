output "bucket" {
  value = aws_s3_bucket.this.bucket
}

output "policy_arn" {
  value = aws_iam_policy.pods.arn
}
