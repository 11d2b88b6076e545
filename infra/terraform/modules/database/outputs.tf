output "url" {
  value = "postgresql://${aws_db_instance.this.username}@${aws_db_instance.this.endpoint}/${aws_db_instance.this.db_name}?sslmode=require"
}

output "secret_arn" {
  value = aws_db_instance.this.master_user_secret[0].secret_arn
}
