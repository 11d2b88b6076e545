variable "name" {
  description = "Prefix of everything that is made, for example comanda-production."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,30}$", var.name))
    error_message = "Lower case letters, digits and dashes, 3 to 31 characters, beginning with a letter."
  }
}

variable "region" {
  description = "Where the platform's data lives."
  type        = string
  default     = "eu-south-1"
}

variable "vpc_id" {
  description = "The network of the cluster."
  type        = string
}

variable "private_subnet_ids" {
  description = "Private subnets in at least two zones."
  type        = list(string)

  validation {
    condition     = length(var.private_subnet_ids) >= 2
    error_message = "Two zones are needed to survive the loss of one."
  }
}

variable "cluster_security_group_id" {
  description = "The security group of the nodes that run the platform: the only ones let in."
  type        = string
}

variable "database_instance_class" {
  description = "Size of the PostgreSQL server."
  type        = string
  default     = "db.m7g.large"
}

variable "database_storage_gb" {
  description = "Storage at first, in GB; it grows by itself to four times as much."
  type        = number
  default     = 100
}

variable "redis_node_type" {
  description = "Size of a Redis node."
  type        = string
  default     = "cache.m7g.large"
}

variable "backup_days" {
  description = "How many days back any second can be restored."
  type        = number
  default     = 14

  validation {
    condition     = var.backup_days >= 7 && var.backup_days <= 35
    error_message = "Between 7 and 35 days."
  }
}

variable "deletion_protection" {
  description = "Refuse to destroy what holds data."
  type        = bool
  default     = true
}

variable "tags" {
  description = "Put on everything."
  type        = map(string)
  default     = {}
}
