-- Run once by a superuser before the first start; passwords of your own.
-- ringfort_owner owns the database and runs migrations; ringfort_app is what the running application is: it owns nothing
-- and cannot step around row-level security.
create role ringfort_owner login password 'change me';
create role ringfort_app login nosuperuser nocreatedb nocreaterole nobypassrls password 'change me too';
create database ringfort owner ringfort_owner;
